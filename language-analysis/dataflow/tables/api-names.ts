// One name for one API, however it was imported.

const NAME_LIMIT = 140;

/** Whole sets of environment variables. */
export const environmentApis: ReadonlySet<string> = new Set(["process.env", "os.environ"]);

const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^node:/, ""],
  [/\.default(?=[.(]|$)/g, ""],
  [/^(globalThis|global|window|self)\.(?=\w)/, ""],
  [/^fs\/promises\b/, "fs.promises"],
  [/^(fs-extra|graceful-fs)\b/, "fs"],
  [/^(cross-spawn)(\.spawn)?\b(?!\.)/, "child_process.spawn"],
  [/^child_process\.spawn\.spawn\b/, "child_process.spawn"],
  [/^(cross-spawn|child_process\.spawn)\.sync\b/, "child_process.spawnSync"],
  [/^(promisify-child-process|child-process-promise|mz\/child_process|child_process\.promises)\b/, "child_process"],
  [/^(six\.moves\.urllib|future\.moves\.urllib)\b/, "urllib"],
  [/^simplejson\b|^ujson\b|^orjson\b/, "json"],
  [/^builtins\.os\b/, "os"],
];

/** Whatever a row changes has one of these; most paths have none. */
const MAY_BE_RENAMED =
  /^(?:node:|globalThis\b|global\b|window\b|self\b|fs\b|graceful-fs|cross-spawn|promisify-|child[-_]process|mz\/|six\.|future\.|simplejson|ujson|orjson|builtins\.os)|\.default/;

/** `path` with aliases of modules and of the global object taken out. Very long paths (loops over properties) become one. */
export function canonicalApi(path: string): string {
  let name = path;
  if (MAY_BE_RENAMED.test(path)) {
    for (const [pattern, replacement] of RENAMED) name = name.replace(pattern, replacement);
  }
  return name.length > NAME_LIMIT ? "?" : name;
}
