import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSecretTextFile, scanText } from "../../language-analysis/secrets/scan-text.ts";

// Put together here, so that no scanner takes this file for a leak.
const STRIPE = `sk_live_${"4eC39HqLyjWDarjtT1zdp7dc"}`;
const RANDOM = "q7Zk2mP9xW4vB8nL3tRy";

const found = (file: string, text: string, formatsOnly = false) =>
  scanText(file, text, { formatsOnly }).map(({ what, at }) => [
    what,
    text
      .split("\n")
      .slice(at[0], at[2] + 1)
      .join("\n")
      .slice(at[1], at[3]),
  ]);

describe("credentials in files that are read as text", () => {
  test.each([
    ["a format of its own", "run.sh", `curl -u ${STRIPE}: https://x`, [["Stripe key", STRIPE]]],
    ["settings", ".env", `DB_PASSWORD=${RANDOM}\nNAME=orders`, [["value of DB_PASSWORD", RANDOM]]],
    ["properties", "app.properties", `app.secret=${RANDOM}`, [["value of app.secret", RANDOM]]],
    ["JSON", "settings.json", `{"client_secret": "${RANDOM}"}`, [["value of client_secret", RANDOM]]],
    ["another language", "Main.java", `String apiKey = "${RANDOM}";`, [["value of apiKey", RANDOM]]],
    ["a call with name and value", "config.php", `define('API_TOKEN', '${RANDOM}');`, [["value of API_TOKEN", RANDOM]]],
    ["markup", "strings.xml", `<string name="api_key">${RANDOM}</string>`, [["value of api_key", RANDOM]]],
    [
      "a key without a format, by the service's name",
      "ci.yml",
      "snyk_token: 12e45678-12e4-12e4-12e4-12e456789012",
      [["value of snyk_token", "12e45678-12e4-12e4-12e4-12e456789012"]],
    ],
  ])("%s", (_, file, text, expected) => {
    expect(found(file, text)).toEqual(expected);
  });

  test("a recorded event holds what was valid for an hour", () => {
    const event = `{"requestContext": {}, "headers": {"x-api-key": "${RANDOM}"}, "accessKeyId": "ASIA${"Q7ZK2MP9XW4VB8NL"}"}`;
    expect(found("events/call.json", event.replaceAll(", ", ",\n"))).toEqual([]);
    expect(found("events/call.json", `{"requestContext": {},\n"body": "${STRIPE}"}`)).toEqual([["Stripe key", STRIPE]]);
  });

  test("a script in a template", () => {
    expect(
      found("template.yaml", `  UserData: |\n    export DB_PASSWORD=${RANDOM}\n  DB_PASSWORD: ${RANDOM}x`, true),
    ).toEqual([["value of DB_PASSWORD", RANDOM]]);
  });

  test("tokens that name a request or a page", () => {
    const text = ["ClientRequestToken", "nextToken", "taskToken", "Postman-Token"]
      .map((name) => `"${name}": "${RANDOM}"`)
      .join(",\n");
    expect(found("settings.json", `{${text}}`)).toEqual([]);
  });

  test("a private key, at its first line", () => {
    const key = `-----BEGIN RSA ${"PRIVATE KEY"}-----\n${`${RANDOM}${RANDOM}${RANDOM}\n`.repeat(3)}-----END`;
    expect(found("id_rsa", key)).toEqual([["private key", `-----BEGIN RSA ${"PRIVATE KEY"}-----`]]);
  });

  test.each([
    ["a placeholder", ".env", "DB_PASSWORD=change-me-please"],
    ["a reference", "ci.yml", "token: ${{ secrets.NPM_TOKEN }}"],
    ["a variable in another language", "main.go", "password := getPasswordFromVault2(ctx)"],
    ["a name that ends like one", "app.properties", "secretary.name=AnnaSmith1984"],
    ["a path in JSON", "machine.json", '{"Token": "$$.Task.Token.Value1"}'],
    ["a hash", "users.sql", "password = '$2y$12$s.YfVZdfvAuO/Iz6fte5iO..ZbbEgreZnDcYOGvX4NGJskYQIstcG'"],
  ])("not %s", (_, file, text) => {
    expect(found(file, text)).toEqual([]);
  });

  test("named values of a template are left to its reader", () => {
    expect(found("t.yaml", `Password: ${RANDOM}`, true)).toEqual([]);
    expect(found("t.yaml", `Note: ${STRIPE}`, true)).toEqual([["Stripe key", STRIPE]]);
  });

  test("which files are looked through", () => {
    const yes = [".env", "a/.env.production", "Dockerfile", "app/.npmrc", "ci.yml", "deploy.sh", "Main.java", "a.pem"];
    const no = [".env.example", "settings.sample.json", "README.md", "go.sum", "logo.svg", "a.csv", "yarn.lock"];
    expect([...yes, ...no].filter(isSecretTextFile)).toEqual(yes);
  });

  test("any text is looked through without an error, in little time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => void scanText(".env", text, { formatsOnly: false })),
    );
    const long = `${"key=".repeat(400)}\n`.repeat(200);
    expect(scanText(".env", long, { formatsOnly: false })).toEqual([]);
  });
});
