// Opening a folder disturbs nobody, whatever is in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

for (const fixture of ["bad-input", "empty-workspace"]) {
  test(`shows the map of ${fixture} without an error message`, async () => {
    await withWorkbench(fixture, fixture, async (workbench) => {
      await workbench.runCommand("Serverless Atlas: Open App Map");
      await waitFor("the map says something", async () => {
        const text = await workbench
          .appMap()
          .locator("body")
          .innerText({ timeout: 1000 })
          .catch(() => "");
        return text.trim() !== "";
      });
      assert.deepEqual(await workbench.toasts(), []);
    });
  });
}
