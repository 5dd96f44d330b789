// The main job, done with mouse and keyboard: see the app, go to its code, understand a finding, fix it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

test("opens the sample's map, goes to a function's code, and fixes a finding", async () => {
  await withWorkbench("online-shop", "sample", async (workbench, folder) => {
    await workbench.runCommand("Serverless Atlas: Open App Map");
    const node = workbench.appMap().locator("[data-node-id]", { hasText: "QuoteFunction" }).first();
    await node.click();
    await waitFor("the node's source is in front", async () =>
      ["quote.js", "template.yaml"].includes(await workbench.activeTab()),
    );
    assert.ok((await workbench.cursorLine()) > 1, "the cursor is at the function, not at the top of the file");

    await workbench.openFile("pricing/quote.js", 6);
    const hover = await workbench.hover("eval", "Show on map");
    assert.match(hover, /eval|code/i);

    await workbench.openFile("template.yaml", 293);
    await waitFor("the open function URL is underlined", () => workbench.hasSquiggle("AuthType: NONE"));
    await workbench.clickText("NONE");
    await workbench.applyQuickFix("Require IAM authentication");
    await waitFor("the finding is gone", async () => !(await workbench.hasSquiggle("AuthType: AWS_IAM")));
    await workbench.page.keyboard.press("Control+S");
    await waitFor("the fix is in the file", async () => {
      const lines = (await readFile(path.join(folder, "template.yaml"), "utf8")).split("\n");
      return lines[292].trim() === "AuthType: AWS_IAM";
    });
  });
});
