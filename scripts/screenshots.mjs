// Takes the pictures of `docs/images/` from the real VS Code, in each theme. `npm run screenshots [-- THEME...]`
import path from "node:path";
import { checkout, sampleWorkspace } from "./lib/paths.mjs";
import { npm, waitFor } from "./lib/processes.mjs";
import { openWorkbench, THEMES } from "./lib/workbench.mjs";
import { copyWorkspace } from "./lib/workspace-copy.mjs";

const themes = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(THEMES);
if ((await npm(["run", "build"], { cwd: checkout })) !== 0) throw new Error("The build failed.");
for (const theme of themes) await takePictures(theme);

async function takePictures(theme) {
  const image = (name) => path.join(checkout, "docs", "images", `${name}-${theme}.png`);
  const copy = await copyWorkspace(sampleWorkspace);
  const workbench = await openWorkbench({ folder: copy.folder, theme });
  try {
    await workbench.openViewContainer("Serverless Atlas");
    await workbench.runCommand("Serverless Atlas: Open App Map");
    const nodes = workbench.appMap().locator("[data-node-id]");
    await waitFor("the map is drawn", async () => (await nodes.count()) > 0);
    await workbench.restPointer();
    await workbench.screenshot(image("map"));

    await workbench.openFile("pricing/quote.js", 6);
    await workbench.hover("eval", "Show on map");
    await workbench.screenshot(image("hover"));

    await workbench.openFile("template.yaml", 293);
    await waitFor("the finding is underlined", () => workbench.hasSquiggle("AuthType: NONE"));
    await workbench.clickText("NONE");
    await workbench.openQuickFixes("Require IAM authentication");
    await workbench.screenshot(image("quick-fix"));
    await workbench.page.keyboard.press("Escape");

    for (const severity of ["Critical", "High"]) await workbench.expandTreeRow(severity);
    await workbench.restPointer();
    await workbench.screenshot(image("findings-tree"));
    console.log(`Pictures in ${theme} are taken.`);
  } finally {
    await workbench.close();
    await copy.remove();
  }
}
