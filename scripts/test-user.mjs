// Runs the tests of `test/user/`, which work in VS Code as a user does, through a browser.
import { readdirSync } from "node:fs";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { provideChromium } from "./lib/chromium.mjs";
import { checkout } from "./lib/paths.mjs";
import { installVscodeServer } from "./lib/vscode-server-install.mjs";

await provideChromium();
await installVscodeServer();

const folder = path.join(checkout, "test", "user");
const files = readdirSync(folder).filter((file) => file.endsWith(".test.mjs"));
let passed = 0;
let failed = 0;
// One at a time: two VS Codes on a small machine only wait for each other.
const tests = run({ files: files.map((file) => path.join(folder, file)), concurrency: false, timeout: 600_000 });
// A file is a test around its tests; it counts only when it breaks without one of them failing.
tests.on("test:pass", ({ nesting, details }) => {
  if (nesting === 0 && details.type !== "suite") passed += 1;
});
tests.on("test:fail", ({ nesting, details }) => {
  if (nesting === 0 && details.type !== "suite") failed += 1;
});
const report = tests.compose(spec);
for await (const text of report) process.stdout.write(text);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
