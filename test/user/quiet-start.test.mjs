// Opening a folder disturbs nobody, whatever is in it, and says what was not understood where one looks for it.
import { test } from "node:test";
import { withWorkbench } from "./atlas.mjs";

test("shows what can't be read or resolved in a workspace full of bad input", async () => {
  await withWorkbench("bad-input", "bad-input", async (workbench) => {
    await workbench.openViewContainer("Serverless Atlas");
    await workbench.expandTreeRow("Not resolved");
    await workbench.treeRow("No file of the workspace holds ghost.handler").click();
    await workbench.waitForCursor("template.yaml", 9);
    await workbench.runCommand("Serverless Atlas: Open App Map");
    const map = workbench.appMap();
    await map.locator("[data-node-id]", { hasText: "Greeter" }).first().waitFor({ state: "attached" });
    await map.getByText(/\d+ problems in files/).waitFor();
  });
});

test("says in a workspace without an app what was looked for", async () => {
  await withWorkbench("empty-workspace", "empty-workspace", async (workbench) => {
    await workbench.runCommand("Serverless Atlas: Open App Map");
    await workbench.appMap().getByText("No serverless app found in this workspace").waitFor();
    await workbench.appMap().getByText("Serverless Framework services").waitFor();
    await workbench.openViewContainer("Serverless Atlas");
    await workbench.page.locator(".sidebar").getByText("No serverless app was found in this workspace").waitFor();
  });
});
