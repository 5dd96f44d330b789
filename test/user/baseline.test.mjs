// Accepting what is there: the baseline that the command writes, and what the tree and the status bar make of it.
import assert from "node:assert/strict";
import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { waitFor } from "../../scripts/lib/processes.mjs";
import { withWorkbench } from "./atlas.mjs";

test("accepts what is there in a baseline; what comes after it shows", async () => {
  await withWorkbench("online-shop", "baseline", async (workbench, folder) => {
    const { page } = workbench;
    const status = page.locator('.statusbar-item[id="serverless-atlas.serverless-atlas.serverlessAtlas.status"]');
    const findings = async () => Number(/Atlas \d+\D+(\d+)/.exec(await status.innerText())?.[1]);
    await status.filter({ hasText: /Atlas \d+\D+[1-9]/ }).waitFor({ timeout: 60_000 });
    const before = await findings();

    const accept = async (answer) => {
      await workbench.runCommand("Serverless Atlas: Accept All Findings in a Baseline");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.filter({ hasText: `Accept all ${before} findings` }).waitFor();
      await dialog.getByRole("button", { name: answer, exact: true }).click();
      await dialog.waitFor({ state: "detached" });
    };
    await accept("Cancel");
    assert.equal(await findings(), before, "nothing is accepted without the answer");
    await accept("Accept");
    await waitFor("no finding is open", async () => (await findings()) === 0);
    const label = await status.locator("[aria-label]").first().getAttribute("aria-label");
    assert.ok(label.endsWith(` ${before} findings are accepted.`), label);
    const read = (name) => readFile(path.join(folder, name), "utf8");
    const baseline = JSON.parse(await read(".serverless-atlas-baseline.json"));
    assert.equal(baseline.findings.length, before);
    assert.match(await read(".serverless-atlas.yml"), /^baseline: \.serverless-atlas-baseline\.json$/m);

    await workbench.openViewContainer("Serverless Atlas");
    await workbench.expandTreeRow("Accepted");
    const row = workbench.treeRow("MakeThumbnailFunction writes");
    assert.match(await row.innerText(), /baseline/);
    await row.click();
    await workbench.waitForCursor("make-thumbnail.js", 16);

    const served = path.join(folder, "catalogue", "make-thumbnail.js");
    await appendFile(
      served,
      '\nconst token = "ghp_Z3kP9xQ7mT2vB8nR4wL6yD1sF5gH0jKcAeUi";\nmodule.exports.token = token;\n',
    );
    await waitFor("a new finding shows", async () => (await findings()) > 0);
    await workbench.treeRow("is written into").waitFor();
    assert.equal((await workbench.treeRow("Accepted").innerText()).match(/\d+/)?.[0], String(before));
  });
});
