// The trees of the side bar, the status bar and the command that opens the sample.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

test("works with the trees and the status bar", async () => {
  await withWorkbench("online-shop", "side-bar", async (workbench, folder) => {
    const { page } = workbench;
    const status = page.locator('.statusbar-item[id="serverless-atlas.serverless-atlas.serverlessAtlas.status"]');
    await status.filter({ hasText: /Atlas 19\D+\d+/ }).waitFor({ timeout: 60_000 });
    assert.equal(await status.count(), 1);
    const label = await status.locator("[aria-label]").first().getAttribute("aria-label");
    const [, findings] =
      /^19 functions, (\d+) findings, \d+ of them critical or high, risk score \d+ of 100\. Open the app map\.$/.exec(
        label,
      ) ?? [];
    assert.ok(findings, label);

    await workbench.openViewContainer("Serverless Atlas");
    await workbench.expandTreeRow("Functions");
    await workbench.expandTreeRow("QuoteFunction");
    await workbench.treeRow("is run as code in QuoteFunction").click();
    await workbench.waitForCursor("quote.js", 6);
    await workbench.expandTreeRow("Functions", false);

    await workbench.runCommand("Serverless Atlas: Group by Risk");
    await workbench.expandTreeRow("SAS-7:");
    await workbench.treeRow("FulfilOrderFunction").waitFor();
    assert.equal(await workbench.treeRow("Endpoints").count(), 0);
    await workbench.runCommand("Serverless Atlas: Group by Kind");
    await workbench.treeRow("Endpoints").waitFor();

    const severities = ["Critical", "High", "Medium", "Low", "Information"];
    const counts = await Promise.all(severities.map((severity) => countBeside(workbench, severity)));
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      Number(findings),
      "the tree shows every finding",
    );
    await workbench.expandTreeRow("Critical");
    const row = workbench.treeRow("The bucket ImageBucket");
    await row.click();
    await workbench.waitForCursor("template.yaml", 122);

    await row.hover();
    await row.locator('[aria-label="Show on Map"]').click();
    await workbench
      .appMap()
      .locator(".details h2", { hasText: /^ImageBucket$/ })
      .waitFor();
    await row.hover();
    await row.locator('[aria-label="Apply Fix"]').click();
    await row.waitFor({ state: "detached" });
    await page.keyboard.press("Control+S");
    const template = path.join(folder, "template.yaml");
    await waitFor(
      "the fix is in the file",
      async () => !(await readFile(template, "utf8")).includes("PublicReadWrite"),
    );
    // A bucket that is closed is no open event source any more either.
    await waitFor("there are fewer findings", async () => {
      const [, count] = /Atlas 19\D+(\d+)/.exec(await status.innerText()) ?? [];
      return Number(count) < Number(findings);
    });

    await workbench.runCommand("View: Close All Editors");
    await status.click();
    await workbench.appMap().locator("[data-node-id]").first().waitFor({ state: "attached" });
  });
});

test("opens a copy of the sample in a new window", async () => {
  await withWorkbench("empty-workspace", "sample-command", async (workbench) => {
    const opened = workbench.page.context().waitForEvent("page");
    await workbench.runCommand("Serverless Atlas: Open the Sample App");
    const folder = new URL((await opened).url()).searchParams.get("folder");
    assert.match(folder ?? "", /\/online-shop$/);
    assert.ok((await readdir(folder)).includes("template.yaml"));
    assert.ok(!(await readdir(folder)).includes("answer-key.json"), "nobody sees the answers");
  });
});

/** The number that a heading of a tree shows beside its label. */
async function countBeside(workbench, label) {
  const text = await workbench.treeRow(label).innerText();
  return Number(/(\d+)\s*$/.exec(text)?.[1]);
}
