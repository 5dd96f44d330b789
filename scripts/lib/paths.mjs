// Where the scripts find the checkout and keep what they download.
import { fileURLToPath } from "node:url";
import path from "node:path";

export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** test-electron's own download folder; git-ignored. */
export const downloads = path.join(checkout, ".vscode-test");
export const fixtures = path.join(checkout, "test", "fixtures");
export const sampleWorkspace = path.join(fixtures, "online-shop");
