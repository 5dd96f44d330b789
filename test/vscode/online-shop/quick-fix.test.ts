import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { actionsAt, code, findings, type Located, quickFixes, until } from "../editor.ts";

describe("quick fix", () => {
  it("makes a finding at its place go away and adds no other; undo brings it back", async () => {
    await until("findings are reported", () => findings().length > 0);
    const before = texts(findings());
    const { finding, fix } = await firstFix();
    await vscode.window.showTextDocument(finding.uri);
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), `"${fix.title}" can be applied`);
    await until(`"${fix.title}" makes a finding go`, () => findings().length < before.length);

    const after = texts(findings());
    assert.deepEqual(without(after, before), [], "no new finding");
    const file = finding.uri.path;
    assert.ok(
      without(before, after).every((each) => each.startsWith(`${file}: `)),
      `only findings in ${file} went`,
    );
    await vscode.commands.executeCommand("undo");
    await until("undo brings the finding back", () => texts(findings()).join() === before.join());
  });

  it("offers an example only where one fits, and puts it in", async () => {
    await until("findings are reported", () => findings().length > 0);
    const at = (rule: string): Located | undefined =>
      findings().find(({ uri, diagnostic }) => code(diagnostic) === rule && uri.path.endsWith(".yml"));
    const offers = async (rule: string): Promise<vscode.Command | undefined> => {
      const finding = at(rule);
      assert.ok(finding, `the sample's service has a finding of ${rule}`);
      const actions = await actionsAt(finding);
      return actions.find(({ title }) => title === `Insert mitigation snippet for ${rule}`)?.command;
    };
    // Its examples are for other templates; the fix is what helps here.
    assert.equal(await offers("SAS-3/permissive-cors"), undefined);

    const command = await offers("SAS-3/block-public-access-off");
    assert.ok(command, "an example is offered");
    const uri = at("SAS-3/block-public-access-off")?.uri;
    assert.ok(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const before = document.getText();
    const all = texts(findings());
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    assert.notEqual(document.getText(), before);
    assert.match(document.getText(), /PublicAccessBlockConfiguration/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    assert.equal(document.getText(), before);
    await until("all is as before", () => texts(findings()).join() === all.join());
  });

  it("accepts a finding with a comment that asks for the reason", async () => {
    const before = texts(findings());
    const finding = findings().find(({ uri }) => uri.path.endsWith(".yaml") || uri.path.endsWith(".yml"));
    assert.ok(finding, "a template of the sample has a finding");
    const ignore = (await quickFixes(finding)).find(
      ({ title }) => title === `Ignore ${code(finding.diagnostic)} here with a comment`,
    );
    assert.ok(ignore?.edit, "it can be accepted");
    const editor = await vscode.window.showTextDocument(finding.uri);
    assert.ok(await vscode.workspace.applyEdit(ignore.edit));
    const line = editor.document.lineAt(finding.diagnostic.range.start.line).text;
    assert.match(line, /^\s*# atlas-ignore SAS-\d+\/[a-z-]+ -- \S/);
    await until("the finding is accepted", () => !texts(findings()).includes(text(finding)));
    await vscode.commands.executeCommand("undo");
    await until("undo brings the finding back", () => texts(findings()).join() === before.join());
  });
});

/** The first finding, in a fixed order, where the extension offers a fix. */
async function firstFix(): Promise<{ finding: Located; fix: vscode.CodeAction }> {
  for (const finding of findings().sort((a, b) => (text(a) < text(b) ? -1 : 1))) {
    const [fix] = (await quickFixes(finding)).filter(({ title }) => !title.startsWith("Ignore "));
    if (fix) return { finding, fix };
  }
  throw new Error("No finding of the sample offers a quick fix.");
}

// Without the line, which an edit above moves.
const text = ({ uri, diagnostic }: Located): string => `${uri.path}: ${code(diagnostic)} ${diagnostic.message}`;
const texts = (located: readonly Located[]): string[] => located.map(text).sort();

/** What `all` has more often than `removed`. */
function without(all: readonly string[], removed: readonly string[]): string[] {
  const rest = [...removed];
  return all.filter((each) => {
    const at = rest.indexOf(each);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
