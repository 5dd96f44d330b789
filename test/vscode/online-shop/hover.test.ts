import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { code, findings, hoverText, openDocument, positionOf, until } from "../editor.ts";

describe("hover", () => {
  before(() => until("findings are reported", () => findings().length > 0));

  it("explains every finding where it stands", async () => {
    const silent: string[] = [];
    for (const { uri, diagnostic } of findings()) {
      const text = await hoverText(uri, diagnostic.range.start);
      const isExplained = text.includes(code(diagnostic)) && text.includes("What to do: ");
      if (!isExplained) silent.push(`${code(diagnostic)} in ${uri.path}`);
    }
    assert.deepEqual(silent, []);
  });

  it("shows at a finding why it matters, what to do, code to copy and the ways on", async () => {
    const text = await hover("pricing/quote.js", "eval(formula)");
    assert.match(text, /Anyone on the internet can choose the data/);
    assert.match(text, /What to do: Parse the input as data/);
    assert.match(text, /```javascript\n[^`]*JSON\.parse/);
    assert.match(text, /\[Documentation\]\(command:serverlessAtlas\.openRuleDocumentation\?/);
    assert.match(text, /\[Show on map\]\(command:serverlessAtlas\.showOnMap\?/);
  });

  it("wraps: spaces are spaces", async () => {
    assert.doesNotMatch(await hover("pricing/quote.js", "eval(formula)"), /\w&nbsp;\w/);
  });

  it("tells at a function's declaration what the function is in this app", async () => {
    const text = await hover("template.yaml", "FulfilOrderFunction");
    assert.match(text, /FulfilOrderFunction · function \(lambda\)/);
    assert.match(text, /triggered by OrderQueue/);
    assert.match(text, /(reads|writes) OrdersTable/);
    assert.match(text, /runs as FulfilOrderFunctionRole/);
    assert.match(text, /critical: A secret/, "its findings, also those in code");
  });

  it("tells at a handler in JavaScript and in Python which function it is", async () => {
    assert.match(await hover("orders/create-order.js", "handler"), /CreateOrderFunction · function/);
    const text = await hover("orders/fulfil_order.py", "handler", "def ");
    assert.match(text, /FulfilOrderFunction · function/);
    assert.match(text, /triggered by OrderQueue/);
  });

  it("tells at a handler of the Serverless Framework part which function it is", async () => {
    const text = await hover("support-desk/handlers/tickets.py", "create", "def ");
    assert.match(text, /createTicket · function/);
    assert.match(text, /triggered by POST \/tickets/);
  });

  it("tells at a reference what the referenced resource is", async () => {
    const short = await hover("template.yaml", "!Ref OrdersTable");
    assert.match(short, /OrdersTable · store \(dynamodb\)/);
    assert.match(short, /GetOrderFunction reads it/);
    assert.match(
      await hover("template.yaml", "OrderQueue.Arn", "FulfilOrderFunction:"),
      /OrderQueue · channel \(sqs\)/,
    );
    const long = await hover("support-desk/serverless.yml", "TicketsTable", "Fn::GetAtt");
    assert.match(long, /TicketsTable · store \(dynamodb\)/);
  });

  it("tells at a call in code what the call does in this app", async () => {
    assert.match(await hover("orders/create-order.js", "sqs.send"), /CreateOrderFunction publishes OrderQueue/);
  });

  it("says nothing where nothing of the app stands", async () => {
    assert.equal(await hover("template.yaml", "# ---- Pricing"), "");
    assert.equal(await hover("README.md", "shop"), "");
  });
});

async function hover(file: string, text: string, after?: string): Promise<string> {
  const document = await openDocument(file);
  return hoverText(document.uri, positionOf(document, text, after));
}
