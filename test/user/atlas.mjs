// A VS Code on a copy of a fixture for one test, and the proof in pictures when the test fails.
import path from "node:path";
import { checkout, fixtures } from "../../scripts/lib/paths.mjs";
import { openWorkbench } from "../../scripts/lib/workbench.mjs";
import { copyWorkspace } from "../../scripts/lib/workspace-copy.mjs";

/** Runs `work(workbench, folder)` in a VS Code that shows a copy of the fixture. */
export async function withWorkbench(fixture, name, work) {
  const copy = await copyWorkspace(path.join(fixtures, fixture));
  try {
    const workbench = await openWorkbench({ folder: copy.folder });
    try {
      await work(workbench, copy.folder);
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
