// `npm test`: everything, from a clean clone, without questions. Prints the sum of all parts as its last line,
// `N passed, N failed`, and ends with 1 when anything failed. A part that breaks counts as one failed test.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { provideChromium } from "./lib/chromium.mjs";
import { provideDependencies } from "./lib/dependencies.mjs";
import { checkout } from "./lib/paths.mjs";
import { npm, run } from "./lib/processes.mjs";

// A part is a command that counts as one test, or a suite that counts its own tests.
const PARTS = [
  { name: "types", run: () => asOneTest(["run", "check:types"]) },
  { name: "lint", run: () => asOneTest(["run", "check:lint"]) },
  { name: "format", run: () => asOneTest(["run", "check:format"]) },
  { name: "import directions", run: () => asOneTest(["run", "check:imports"]) },
  { name: "unit tests", run: unitTests },
  { name: "tests in VS Code", run: () => countedBy("test-vscode.mjs") },
  { name: "user tests", run: () => countedBy("test-user.mjs") },
  { name: "npm start", run: () => asOneTest(["start", "--", "--check"]) },
];

const total = { passed: 0, failed: 0 };
const broken = [];
try {
  await provideDependencies();
  await provideChromium();
  // Nothing after it means anything when the build fails.
  if ((await npm(["run", "build"], { cwd: checkout })) !== 0) throw new Error("The build failed.");
  for (const part of PARTS) await runPart(part);
} catch (error) {
  total.failed += 1;
  broken.push(error.message);
}
if (broken.length > 0) console.log(`\nFailed: ${broken.join("; ")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function runPart({ name, run: runIt }) {
  console.log(`\n== ${name}`);
  let result;
  const started = Date.now();
  try {
    result = await runIt();
  } catch (error) {
    console.error(error.message);
    result = { passed: 0, failed: 1 };
  }
  // A part without a single test has lost its tests.
  if (result.passed + result.failed === 0) result.failed = 1;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`== ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  if (result.failed > 0) broken.push(name);
  total.passed += result.passed;
  total.failed += result.failed;
}

async function asOneTest(args) {
  const code = await npm(args, { cwd: checkout });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unitTests() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "serverless-atlas-unit-"));
  const file = path.join(folder, "results.json");
  try {
    const vitest = path.join(checkout, "node_modules", "vitest", "vitest.mjs");
    const args = [vitest, "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(process.execPath, args, { cwd: checkout });
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(await readFile(file, "utf8"));
    // A file that can't be loaded fails without a failed test, and so does an error outside of tests.
    const failed = numFailedTests > 0 ? numFailedTests : Math.max(numFailedTestSuites, code === 0 ? 0 : 1);
    return { passed: numPassedTests, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a script whose last line is `N passed, N failed`. */
async function countedBy(script) {
  let output = "";
  const onOutput = (text) => {
    output = (output + text).slice(-10_000);
    process.stdout.write(text);
  };
  const code = await run(process.execPath, [path.join(checkout, "scripts", script)], { cwd: checkout, onOutput });
  const counts = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split("\n").at(-1));
  if (!counts) throw new Error(`${script} ended with ${code} and no result.`);
  const [passed, failed] = [Number(counts[1]), Number(counts[2])];
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}
