// A VS Code on a copy of a fixture for one test; afterwards its logs and console must be clean. A failure leaves a picture.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkout, fixtures } from "../../scripts/lib/paths.mjs";
import { openWorkbench } from "../../scripts/lib/workbench.mjs";
import { copyWorkspace } from "../../scripts/lib/workspace-copy.mjs";

const EXTENSION_ID = "serverless-atlas.serverless-atlas";

/** Runs `work(workbench, folder)` in a VS Code that shows a copy of the fixture. */
export async function withWorkbench(fixture, name, work) {
  const copy = await copyWorkspace(path.join(fixtures, fixture));
  try {
    const workbench = await openWorkbench({ folder: copy.folder });
    try {
      await work(workbench, copy.folder);
      assert.deepEqual(await workbench.toasts(), [], "nothing popped up");
      assert.deepEqual(policyViolations(workbench), [], "the content security policy had nothing to forbid");
      assert.deepEqual(loggedErrors(workbench), [], "no error of ours was logged");
    } catch (error) {
      const picture = path.join(checkout, ".vscode-test", "failures", `${name}.png`);
      await workbench.screenshot(picture);
      throw new Error(`${error.message} (see ${picture})`, { cause: error });
    } finally {
      await workbench.close();
    }
  } finally {
    await copy.remove();
  }
}

function policyViolations({ console }) {
  return console.filter(({ text }) => /content security policy|violates the following/i.test(text));
}

function loggedErrors({ server }) {
  const logs = path.join(server.userData, "logs");
  const files = readdirSync(logs, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".log"));
  const ours = files.filter((file) => path.basename(path.dirname(file)) === EXTENSION_ID);
  assert.ok(ours.length > 0, "the extension has written a log");
  return files.flatMap((file) => {
    const lines = readFileSync(path.join(logs, file), "utf8").split("\n");
    const isOurs = ours.includes(file);
    return lines.filter((line) => /\[(error|warning)\]/.test(line) && (isOurs || line.includes(EXTENSION_ID)));
  });
}
