import { describe, expect, test } from "vitest";
import { linkMap } from "../../language-analysis/graph/link.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { at, codeFile, importOf } from "./code.ts";
import { evidence, fragment, lambda, link, SHOP } from "./fragments.ts";
import { text } from "./values.ts";

describe("handlers", () => {
  const find = (handler: string, code: readonly CodeFile[], more: Readonly<Record<string, Value>> = {}) => {
    const base = lambda(SHOP, "Pay", handler);
    const shop = fragment(SHOP, { nodes: [{ ...base, properties: { ...base.properties, ...more } }] });
    const { map, unresolved, problems } = link([shop], ...code);
    const found = map.nodes.find((one) => one.id === `${SHOP}#Pay`)?.handler;
    return { found: found && `${found.file}:${found.functionIndex} ${found.confidence}`, unresolved, problems };
  };
  const handler = (file: string, ...names: string[]) =>
    codeFile(
      file,
      names.map((name) => ({ name })),
    );

  const cases: [text: string, file: string, expected: string, more?: Record<string, Value>][] = [
    ["app.pay", "shop/app.js", "shop/app.js:1 high"],
    ["src/app.pay", "shop/src/app.mjs", "shop/src/app.mjs:1 high"],
    ["app.pay", "shop/src/app.ts", "shop/src/app.ts:1 high", { codeUri: text("src/") }],
    ["pay", "shop/app.js", ""],
    ["index.pay", "shop/fn/index.tsx", "shop/fn/index.tsx:1 high", { codeUri: text("./fn") }],
    ["src/app.pay", "shop/src/app/index.js", "shop/src/app/index.js:1 high"],
    ["dist/app.pay", "shop/src/app.ts", "shop/src/app.ts:1 medium"],
    ["app.pay", "shop/src/app.ts", "shop/src/app.ts:1 medium", { codeUri: text("dist") }],
    ["dist/app.pay", "shop/fn/app.ts", "shop/fn/app.ts:1 medium", { codeUri: text("fn/") }],
    ["build/app.pay", "shop/fn/src/app.ts", "shop/fn/src/app.ts:1 medium", { codeUri: text("fn") }],
    ["app.pay", "shop/deep/er/app.ts", "shop/deep/er/app.ts:1 low"],
    ["app.pay", "shop/app.js", "shop/app.js:1 medium", { codeUri: text("s3://bucket/key.zip") }],
    ["pkg/app.pay", "shop/pkg/app.py", "shop/pkg/app.py:1 high", { runtime: text("python3.12") }],
    ["pkg.app.pay", "shop/pkg/app.py", "shop/pkg/app.py:1 high", { runtime: text("python3.12") }],
  ];
  test.each(cases)("%s in %s is %s", (written, file, expected, more = {}) => {
    expect(find(written, [handler(file, "pay")], more).found ?? "").toBe(expected);
  });

  const python = { runtime: text("python3.12") };
  test.each([
    [
      "the folder of the archive's name",
      "index.pay",
      ["src/pay/index.js", "src/refund/index.js"],
      "releases/1.2/pay-v1.2.0.zip",
      0,
    ],
    ["its sources in a folder below", "index.pay", ["functions/pay-api/src/index.mjs", "index.js"], "pay_api.zip", 0],
    [
      "a name joined of folders",
      "handler.pay",
      ["src/orders/pay/handler.js", "src/pay/handler.js"],
      "orders_pay.zip",
      0,
    ],
    ["a module of its own name", "settle_orders.pay", ["lib/settle_orders.py", "index.py"], "solution-12.zip", 0],
    ["one of two", "settle_orders.pay", ["a/settle_orders.py", "b/settle_orders.py"], "solution.zip", undefined],
    ["the nearest of two", "settle_orders.pay", ["shop/a/settle_orders.py", "b/settle_orders.py"], "solution.zip", 0],
    ["a name that every app has", "index.pay", ["website/index.js"], "solution.zip", undefined],
  ])("packed by a script: %s", (_, written, files, key, expected) => {
    const more = { codeKey: text(key), ...(files[0]?.endsWith(".py") && python) };
    const { found = "", problems } = find(
      written,
      files.map((file) => handler(file, "pay")),
      more,
    );
    expect(found).toBe(expected === undefined ? "" : `${files[expected]}:1 low`);
    expect(problems).toEqual([]);
  });

  test.each([
    ["a module alone, that exports a handler", "app", ["handler"], "shop/app.js:1 high", undefined],
    ["a module alone, called in another way", "app", ["fetch"], undefined, "shop/app.js"],
    ["what the package exports", "pay", ["pay"], undefined, undefined],
  ])("on other platforms: %s", (_, written, exported, expected, source) => {
    const base = lambda(SHOP, "Pay", written);
    const shop = fragment(SHOP, { nodes: [{ ...base, provider: "any" }] });
    const { map } = link([shop], handler("shop/app.js", ...exported));
    const node = map.nodes.find((one) => one.id === `${SHOP}#Pay`);
    const { handler: found } = node ?? {};
    expect(found && `${found.file}:${found.functionIndex} ${found.confidence}`).toBe(expected);
    expect(node?.source?.file).toBe(source);
  });

  test("re-exports and imports are followed", () => {
    const exported = (from: string, name: string) => ({
      name: "pay",
      from,
      value: { kind: "name", name, at: at(0) } as const,
      at: at(0),
    });
    const barrel = codeFile("shop/app.js", [], { exports: [exported("./lib/pay", "create")] });
    expect(find("app.pay", [barrel, handler("shop/lib/pay.js", "other", "create")]).found).toBe(
      "shop/lib/pay.js:2 high",
    );
    const star = codeFile("shop/app.js", [], { exports: [{ ...exported("./lib/pay", "*"), name: "*" }] });
    expect(find("app.pay", [star, handler("shop/lib/pay.js", "pay")]).found).toBe("shop/lib/pay.js:1 high");
  });

  test("an application behind a plugin's handler is found", () => {
    const made = {
      kind: "call",
      callee: { kind: "name", name: "Flask", at: at(3) },
      arguments: [],
      argumentsAt: at(3),
      at: at(3),
    } as const;
    const top = [
      {
        kind: "assign",
        target: { kind: "name", name: "api", at: at(3) },
        value: made,
        declares: "const",
        at: at(3),
      } as const,
    ];
    const application = codeFile("shop/main.py", [], { top, exports: [] });
    const python = { runtime: text("python3.12"), application: text("main.api") };
    expect(find("wsgi_handler.handler", [application], python).found).toBe("shop/main.py:0 medium");
    expect(
      find("wsgi_handler.handler", [application], { ...python, application: text("main.none") }).found,
    ).toBeUndefined();
    expect(find("other.handler", [application], python).found).toBeUndefined();
  });

  test("what is not there is a problem at the handler, when its folder has code", () => {
    const { found, problems, unresolved } = find("app.pay", [handler("shop/other.js", "pay")]);
    expect(found).toBeUndefined();
    expect(unresolved.map((one) => one.reason)).toEqual(["unknown-function"]);
    expect(problems.map((one) => [one.code, one.at.start.line])).toEqual([["missing-handler", 7]]);
    expect(find("app.pay", [handler("elsewhere/app2.js", "pay")]).problems).toEqual([]);
  });

  test("a module without that export says so", () => {
    const { problems, unresolved } = find("app.pay", [handler("shop/app.js", "refund")]);
    expect(unresolved.map((one) => one.reason)).toEqual(["unknown-function"]);
    expect(problems.map((one) => one.code)).toEqual(["missing-handler"]);
  });

  test.each<[string, Record<string, Value>, string]>([
    ["sources that are not there", { runtime: text("java21") }, "missing-file"],
    ["inline code", { inlineCode: text("exports.x = 1") }, "unsupported-type"],
    [
      "computed handlers",
      { handler: { kind: "unresolved", reason: "it is computed", at: evidence.at } },
      "dynamic-value",
    ],
  ])("%s are unresolved", (_, more, reason) => {
    expect(find("app.pay", [handler("shop/app.js", "pay")], more).unresolved.map((one) => one.reason)).toEqual([
      reason,
    ]);
  });

  test.each(["DD_LAMBDA_HANDLER", "NEW_RELIC_LAMBDA_HANDLER"])(
    "a layer that wraps the handler that %s names",
    (name) => {
      const value = text("app.pay");
      const environment = {
        kind: "map",
        entries: [{ key: name, keyAt: evidence.at, value, at: evidence.at }],
        at: evidence.at,
      } as const;
      expect(find("/opt/layer/handler.handler", [handler("shop/app.js", "pay")], { environment }).found).toMatch(
        /^shop\/app\.js:/,
      );
    },
  );

  test.each([
    ["is not built here", { imageUri: text("x") }, "missing-file", undefined],
    [
      "runs a program",
      { imageUri: text("x"), dockerfile: text("shop/Dockerfile") },
      "unsupported-type",
      "shop/Dockerfile",
    ],
    [
      "is written in Ruby",
      { packageType: text("Image"), handler: text("app.Pay::Run.call"), imageLanguage: text("ruby") },
      "unsupported-language",
      "shop/app.rb",
    ],
  ] as const)("an image that %s", (_, properties, reason, source) => {
    const node = { ...lambda(SHOP, "Pay", "app.pay"), properties };
    const shop = fragment(SHOP, { nodes: [node] });
    const { map, unresolved } = linkMap({ fragments: [shop], code: new Map(), files: new Set([SHOP, "shop/app.rb"]) });
    expect(unresolved.map((one) => one.reason)).toEqual([reason]);
    expect(map.nodes.find((one) => one.id === `${SHOP}#Pay`)?.source?.file).toBe(source);
  });

  test.each([
    ["java21", "com.example.App::handleRequest", "shop/api/src/main/java/com/example/App.java"],
    ["java11", "com.example.App", "shop/src/main/kotlin/com/example/App.kt"],
    ["java17", "target/shop.jar:com.example.App", "shop/src/main/java/com/example/App.java"],
    ["dotnet8", "Shop::Shop.Orders.Function::Handle", "shop/src/Orders/Function.cs"],
    ["dotnet8", "Shop::Shop.Function_GetOrder_Generated::GetOrder", "shop/src/Function.cs"],
    ["dotnet8", "Shop", "shop/src/Program.cs"],
    ["go1.x", "bin/pay", "shop/pay/main.go"],
    ["go1.x", "bin/pay", "shop/cmd/pay/main.go"],
    ["provided.al2023", "bootstrap", "shop/main.go"],
    ["provided.al2023", "bootstrap", "shop/src/bin/pay.rs"],
    ["ruby3.3", "src/pay.Shop::Pay.run", "shop/src/pay.rb"],
    ["ruby3.3", "src/pay.run", undefined, "shop/src/other.py"],
    ["java21", "com.example.App", undefined, "shop/src/test/java/com/example/App.java"],
  ])("%s %s is the file %s", (runtime, written, expected, other = expected ?? "") => {
    const base = lambda(SHOP, "Pay", written);
    const shop = fragment(SHOP, { nodes: [{ ...base, properties: { ...base.properties, runtime: text(runtime) } }] });
    const { map, unresolved } = linkMap({ fragments: [shop], code: new Map(), files: new Set([SHOP, other]) });
    expect(map.nodes.find((one) => one.id === `${SHOP}#Pay`)?.source?.file).toBe(expected);
    expect(unresolved.map(({ reason }) => reason)).toEqual([expected ? "unsupported-language" : "missing-file"]);
  });

  test("a handler that no template declares is shown, unless it belongs to one or is a test", () => {
    const shape = (name: string) => ({ name, functionIndex: 1, at: at(1), confidence: "high" }) as const;
    const lost = codeFile("old/fn.js", [{ name: "handler" }], { handlers: [shape("handler")] });
    const used = codeFile("shop/app.js", [{ name: "pay" }], {
      handlers: [shape("pay")],
      imports: [importOf("./lib", "*", "lib")],
    });
    const library = codeFile("shop/lib.js", [{ name: "handler" }], { handlers: [shape("handler")] });
    const checked = codeFile("shop/test/x.js", [{ name: "handler" }], { handlers: [shape("handler")] });
    const guess = codeFile("old/b.js", [{ name: "h" }], { handlers: [{ ...shape("h"), confidence: "low" }] });
    const { map } = link(
      [fragment(SHOP, { nodes: [lambda(SHOP, "Pay", "app.pay")] })],
      lost,
      used,
      library,
      checked,
      guess,
    );
    expect(
      map.nodes.filter((one) => one.undeclared).map((one) => [one.id, one.group, one.handler?.confidence]),
    ).toEqual([["old/fn.js#handler", "old", "low"]]);
  });
});
