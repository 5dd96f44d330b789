// Takes the pictures of `docs/images/` from the real VS Code, in each theme. `npm run screenshots [-- THEME...]`
import path from "node:path";
import { checkout, sampleWorkspace } from "./lib/paths.mjs";
import { pictureFonts } from "./lib/picture-fonts.mjs";
import { npm, waitFor } from "./lib/processes.mjs";
import { openWorkbench, THEMES } from "./lib/workbench.mjs";
import { copyWorkspace } from "./lib/workspace-copy.mjs";

// What leads away from the product, or takes its place on a small picture.
const SETTINGS = {
  "editor.minimap.enabled": false,
  "editor.scrollbar.horizontal": "hidden",
  "editor.stickyScroll.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};

const themes = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(THEMES);
if ((await npm(["run", "build"], { cwd: checkout })) !== 0) throw new Error("The build failed.");
const fonts = await pictureFonts();
try {
  for (const theme of themes) await takePictures(theme);
} finally {
  await fonts.remove();
}

async function takePictures(theme) {
  const copy = await copyWorkspace(sampleWorkspace);
  try {
    const workbench = await openWorkbench({ folder: copy.folder, theme, settings: SETTINGS, browserEnv: fonts.env });
    const take = async (name) => {
      await workbench.screenshot(path.join(checkout, "docs", "images", `${name}-${theme}.png`));
    };
    try {
      await workbench.resize(1400, 900);
      await pictureMap(workbench, take);
      await pictureHover(workbench, take);
      await pictureQuickFix(workbench, take);
      await pictureFindingsTree(workbench, take);
      console.log(`Pictures in ${theme} are taken.`);
    } catch (error) {
      await workbench.screenshot(path.join(checkout, ".vscode-test", "failures", "screenshots.png"));
      throw error;
    } finally {
      await workbench.close();
    }
  } finally {
    await copy.remove();
  }
}

/** `map`: all of the app. `map-details`: one function, what is wrong with it and what to do. */
async function pictureMap(workbench, take) {
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  await workbench.runCommand("Serverless Atlas: Open App Map");
  const map = workbench.appMap();
  await map.locator("[data-node-id]").first().waitFor({ timeout: 60_000 });
  await toggle(map, "Outline", false);
  await toggle(map, "Legend", true);
  await map.getByRole("button", { name: "Show everything" }).click();
  await workbench.restPointer();
  await workbench.settle();
  await take("map");

  await toggle(map, "Legend", false);
  await map.locator(".search input").fill("AdminFunction");
  await map.locator(".search input").press("Enter");
  await map.locator(".details h2").waitFor();
  await map.locator(".search input").press("Escape");
  await workbench.restPointer();
  await workbench.settle();
  await take("map-details");
}

async function toggle(map, label, isOn) {
  const button = map.getByRole("switch", { name: label });
  if ((await button.getAttribute("aria-checked")) !== String(isOn)) await button.click();
}

async function pictureHover(workbench, take) {
  await workbench.runCommand("View: Close All Editors");
  await workbench.resize(1100, 680);
  await workbench.openFile("pricing/quote.js", 6);
  await workbench.hover("eval", "Show on map");
  await workbench.growHover({ width: 790, height: 470 });
  await workbench.settle();
  await take("hover");
}

async function pictureQuickFix(workbench, take) {
  await workbench.resize(1000, 560);
  await workbench.openFile("template.yaml", 293);
  await waitFor("the finding is underlined", () => workbench.hasSquiggle("AuthType: NONE"));
  await workbench.clickText("NONE");
  await workbench.openQuickFixes("Require IAM authentication");
  await workbench.settle();
  await take("quick-fix");
  await workbench.page.keyboard.press("Escape");
}

async function pictureFindingsTree(workbench, take) {
  await workbench.resize(1300, 900);
  await workbench.openViewContainer("Serverless Atlas");
  await workbench.widenSideBar(700);
  for (const severity of ["Critical", "High"]) await workbench.expandTreeRow(severity);
  await workbench.restPointer();
  await workbench.settle();
  await take("findings-tree");
}
