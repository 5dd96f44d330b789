// Permissions, blast radius and the way of the data on the map, by pointer and by keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

test("looks into permissions and ways on the map of the sample", async () => {
  await withWorkbench("online-shop", "focus", async (workbench) => {
    await workbench.runCommand("Serverless Atlas: Open App Map");
    const map = workbench.appMap();
    await map.locator("[data-node-id]").first().waitFor({ state: "attached", timeout: 60_000 });
    await comparesPermissions(workbench, map);
    await looksAtTheBlastRadius(workbench, map);
    await asksWhoReaches(workbench, map);
    await playsThePath(workbench, map);
    await select(map, "remindAgents");
    await map.locator(".details .show-policy").click();
    await waitFor("the policy is in front", async () => /Untitled/.test(await workbench.activeTab()));
  });
});

async function select(map, name) {
  await map.locator(".search input").fill(name);
  await map.locator(".search input").press("Enter");
  await map.locator(".details h2", { hasText: new RegExp(`^${name}$`) }).waitFor();
  await map.locator(".search input").press("Escape");
}

async function comparesPermissions(workbench, map) {
  await select(map, "remindAgents");
  const missing = map.locator('.permissions tbody[data-state="missing"]');
  await missing.first().waitFor();
  assert.match(await missing.first().innerText(), /dynamodb:Query/);
  assert.ok((await map.locator('.permissions tbody[data-state="unused"]').count()) > 0);
  await missing.first().locator('[data-side="used"]').click();
  await waitFor("the call is in front", async () => /reminders\.py/.test(await workbench.activeTab()));
}

async function looksAtTheBlastRadius(workbench, map) {
  await select(map, "SalesReportFunction");
  await map.locator('.details [data-focus="radius"]').click();
  const bar = map.locator(".focus-bar");
  await bar.waitFor();
  assert.match(await bar.innerText(), /If SalesReportFunction is compromised: .*reads/);
  const entry = map.locator(".focus-entry", { hasText: "ReportBucket" });
  await entry.click();
  assert.equal(await entry.getAttribute("aria-expanded"), "true");
  assert.match(await map.locator(".focus-part .way").innerText(), /runs as SalesReportRole/);
  await map.locator(".map").focus();
  await workbench.page.keyboard.press("n");
  await bar.locator(".focus-steps", { hasText: "1 of 2" }).waitFor();
  await workbench.page.keyboard.press("Escape");
  await bar.waitFor({ state: "hidden" });
}

async function asksWhoReaches(workbench, map) {
  await select(map, "OrdersTable");
  await map.locator('.details [data-focus="reach"]').click();
  await map.locator(".focus-entry", { hasText: "AdminFunction" }).waitFor();
  await map.locator(".map").focus();
  await workbench.page.keyboard.press("Escape");
  await map.locator(".focus-bar").waitFor({ state: "hidden" });
}

async function playsThePath(workbench, map) {
  await select(map, "QuoteFunction");
  await map.locator(".details .show-path").first().click();
  const steps = map.locator(".focus-bar .focus-steps");
  await map.locator(".focus-bar").waitFor();
  const count = Number(/(\d+) steps/.exec(await steps.innerText())[1]);
  assert.ok(count > 2, `the path has ${count} steps`);
  for (let step = 1; step <= count; step++) {
    await workbench.page.keyboard.press("n");
    await map.locator(".focus-steps", { hasText: `${step} of ${count}` }).waitFor();
  }
  // The keys stay on the map: the code is shown beside it.
  await workbench.page.locator(`.tab[data-resource-name="quote.js"]`).waitFor();
  await workbench.page.keyboard.press("p");
  await map.locator(".focus-steps", { hasText: `${count - 1} of ${count}` }).waitFor();
  await workbench.page.keyboard.press("Escape");
  await map.locator(".focus-bar").waitFor({ state: "hidden" });
}
