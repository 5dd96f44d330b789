// Loaded by VS Code in the extension host: runs the suite that ATLAS_TEST_SUITE names, between "before" and "after".
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

export async function run(): Promise<void> {
  const suite = environment("ATLAS_TEST_SUITE");
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 90_000, slow: 5_000 });
  for (const folder of ["before", suite, "after"]) {
    const files = readdirSync(path.join(__dirname, folder)).filter((file) => file.endsWith(".test.cjs"));
    for (const file of files.sort()) mocha.addFile(path.join(__dirname, folder, file));
  }
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const passed = stats?.passes ?? 0;
  const failed = stats?.failures ?? 0;
  writeFileSync(environment("ATLAS_TEST_RESULTS"), JSON.stringify({ passed, failed }));
  if (failed > 0 || passed === 0) throw new Error(`${failed} of ${passed + failed} tests failed.`);
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start the tests with "npm run test:vscode".`);
  return value;
}
