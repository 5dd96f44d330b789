// The map as its user works with it: searching, filtering, pointing, following the cursor, fixing, changing the theme.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

test("explores the sample on the map", async () => {
  await withWorkbench("online-shop", "map", async (workbench, folder) => {
    await workbench.runCommand("Serverless Atlas: Open App Map");
    const map = workbench.appMap();
    const entries = map.locator(".outline [data-node-id]");
    await map.locator("[data-node-id]").first().waitFor({ state: "attached", timeout: 60_000 });
    const outline = map.getByRole("switch", { name: "Outline" });
    if ((await outline.getAttribute("aria-checked")) !== "true") await outline.click();

    await searches(map, entries);
    await explainsSensitiveData(map);
    await clicksOnTheCanvas(workbench, map);
    await filters(map, entries);
    await changesTheme(workbench, map);
    await followsTheCursor(workbench, map);
    await fixes(workbench, map, path.join(folder, "template.yaml"));
  });
});

async function searches(map, entries) {
  const all = await entries.count();
  assert.ok(all > 40, `the outline lists ${all} nodes`);
  await map.locator(".search input").fill("OrdersTable");
  await map.locator(".hits", { hasText: /^1 of \d+ found/ }).waitFor();
  assert.deepEqual(trimmed(await entries.locator(".name").allInnerTexts()), ["OrdersTable"]);
  await map.locator(".search input").fill("nothing has this name");
  await map.locator(".hits", { hasText: "0 of" }).waitFor();
  assert.equal(await entries.count(), 0);
  await map.locator(".search input").fill("QuoteFunction");
  await map.locator(".search input").press("Enter");
  await map.locator(".details h2", { hasText: /^QuoteFunction/ }).waitFor();
}

async function explainsSensitiveData(map) {
  const explanation = map.locator("li", { hasText: "Holds sensitive data; which kind stands below its name" });
  const legend = map.getByRole("switch", { name: "Legend" });
  const data = map.getByRole("switch", { name: "Sensitive data" });
  await legend.click();
  assert.equal(await explanation.count(), 0, "explained only where it is drawn");
  await data.click();
  await explanation.waitFor();
  await data.click();
  await explanation.waitFor({ state: "detached" });
  await legend.click();
}

/** The canvas has no elements to look for: the pointer finds a function's card by the tooltip. */
async function clicksOnTheCanvas(workbench, map) {
  await map.locator(".search input").press("Escape");
  await map.locator(".map").press("Escape");
  await map.locator(".details").waitFor({ state: "hidden" });
  await workbench.settle();
  const name = await pointAtFunction(workbench, map);
  await workbench.page.mouse.down();
  await workbench.page.mouse.up();
  await map.locator(".details h2", { hasText: new RegExp(`^${name}$`) }).waitFor();
  assert.match(await map.locator(".details").innerText(), /Handler at \S+:\d+/);
}

async function pointAtFunction(workbench, map) {
  const { x, y, width, height } = await map.locator(".canvas").boundingBox();
  const title = map.locator(".tooltip", { hasText: "function · " }).locator("strong").first();
  for (let down = 50; down < height; down += 50) {
    for (let right = width / 2; right < width; right += 100) {
      await workbench.page.mouse.move(x + right, y + down);
      // Longer than the tooltip waits.
      await new Promise((resolve) => setTimeout(resolve, 450));
      if (await title.isVisible()) return title.innerText();
    }
  }
  throw new Error("No function's card is under the pointer anywhere on the canvas.");
}

async function filters(map, entries) {
  const all = await entries.count();
  const isAtRisk = entries.filter({ hasText: / findings?, worst / });
  const atRisk = await isAtRisk.count();
  await map.getByRole("button", { name: "Filter" }).click();
  await map.locator('.filter vscode-checkbox[label^="SAS-7 "]').click();
  await map.getByRole("button", { name: "Filter (1)" }).waitFor();
  await waitFor("only the secrets are marked", async () => {
    const marked = trimmed(await isAtRisk.locator(".name").allInnerTexts());
    return marked.includes("FulfilOrderFunction") && !marked.includes("QuoteFunction") && marked.length < atRisk;
  });
  await map.locator('.filter vscode-checkbox[label="Functions"]').click();
  await waitFor("functions are hidden", async () => (await entries.filter({ hasText: /, function/ }).count()) === 0);
  await map.locator(".filter vscode-button", { hasText: "Show all" }).click();
  await waitFor("everything is shown again", async () => (await entries.count()) === all);
}

async function changesTheme(workbench, map) {
  for (const [theme, isRight] of [
    ["light", (light) => light > 0.6],
    ["high-contrast", (light) => light < 0.4],
    ["dark", (light) => light < 0.4],
  ]) {
    await workbench.setTheme(theme);
    await waitFor(`the cards have the colours of ${theme}`, async () =>
      isRight(await map.locator(".canvas").evaluate(lightness)),
    );
  }
}

/** Mean lightness, 0 to 1, of what is painted on the canvases. Runs in the page. */
function lightness(element) {
  let sum = 0;
  let weight = 0;
  for (const canvas of element.querySelectorAll("canvas")) {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
      const alpha = data[at + 3] / 255;
      sum += (alpha * (data[at] + data[at + 1] + data[at + 2])) / 765;
      weight += alpha;
    }
  }
  return weight > 0 ? sum / weight : 0.5;
}

async function followsTheCursor(workbench, map) {
  await map.locator(".details .open-source").click();
  await waitFor("the source is in front", async () => /\.ya?ml$/.test(await workbench.activeTab()));
  // The map keeps what was chosen on it for a moment after it has moved the cursor itself.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await workbench.openFile("orders/fulfil_order.py", 10, 6);
  await map.locator(".details h2", { hasText: /^FulfilOrderFunction$/ }).waitFor();
  await workbench.openFile("orders/create-order.js", 6, 10);
  await map.locator(".details h2", { hasText: /^CreateOrderFunction$/ }).waitFor();
  assert.match(await map.locator(".outline [aria-current=true]").innerText(), /CreateOrderFunction/);
}

async function fixes(workbench, map, template) {
  await map.locator(".outline [data-node-id]", { hasText: "QuoteFunction URL" }).click();
  const finding = map.locator(".details .finding", { hasText: "SAS-2" });
  await finding.waitFor();
  await finding.locator("vscode-button", { hasText: "Apply fix" }).first().click();
  await map.locator(".details", { hasText: "No findings here." }).waitFor();
  await workbench.waitForCursor("template.yaml");
  await workbench.page.keyboard.press("Control+S");
  await waitFor("the fix is in the file", async () =>
    (await readFile(template, "utf8")).includes("        AuthType: AWS_IAM"),
  );
}

const trimmed = (texts) => texts.map((text) => text.trim());
