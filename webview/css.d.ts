/** Stylesheets are bundled beside the script, not read by it. */
declare module "*.css";
