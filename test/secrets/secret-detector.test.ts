import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectSecret } from "../../language-analysis/secrets/secret-detector.ts";
import { secretNameStrength } from "../../language-analysis/secrets/secret-names.ts";

// Put together at run time, so that no scanner takes this file for a leak.
const key = (...parts: readonly string[]): string => parts.join("");
const LONG = "Zk3vQ9tLw7Rb2XyN5mHs8DfJ4cGp6TaE1uVo0Ki";

describe("formats of providers' keys, whatever the name", () => {
  test.each([
    ["AWS access key", key("AK", "IA", "Q3EGRTZ7WLKM2NVP")],
    ["GitHub token", key("gh", "p_", LONG.slice(0, 36))],
    ["Slack token", key("xo", "xb-", "2048-4096-", LONG.slice(0, 12))],
    ["Slack webhook", key("https://hooks.slack", ".com/services/T0A1B2C3D/B0A1B2C3D/", LONG.slice(0, 24))],
    ["Stripe key", key("sk", "_live_", LONG.slice(0, 24))],
    ["Google API key", key("AI", "za", LONG.slice(0, 35))],
    ["npm token", key("np", "m_", LONG.slice(0, 36))],
    ["private key", key("-----BEGIN RSA PRIVATE", " KEY-----\n", LONG, LONG, "\n-----END")],
    ["signed token", key("ey", "JhbGciOiJIUzI1", ".ey", "JzdWIiOiIxMjM0", ".", LONG)],
    ["password in a URL", "postgres://shop:tr0ub4dor@db.shop.test/orders"],
    ["password in a connection string", "Server=db.shop.test;User=shop;Password=tr0ub4dor;"],
  ])("%s", (what, value) => {
    expect(detectSecret("value", value)?.what).toBe(what);
  });
});

describe("values of names for secrets", () => {
  test.each([
    ["password", "Tr0ub4dor&3", "high"],
    ["dbPassword", "hunter2hunter2", "high"],
    ["SECRET_KEY", "supersecret99", "high"],
    ["awsSecretAccessKey", LONG, "high"],
    ["client_secret", "swordfish", "low"],
    ["PASSWORD", "12345678", "medium"],
    ["HMAC_PASSWORD_2", "super-duper-value", "low"],
    ["secret_key", "ThisOneIsForTheSessions", "low"],
    ["VARIABLE_1", "supersecret99", "medium"],
    ["apiKey", LONG, "high"],
    ["API_TOKEN", "shop-4471-ab", "medium"],
  ])("%s = %s: %s", (name, value, confidence) => {
    expect(detectSecret(name, value)?.confidence).toBe(confidence);
  });
});

describe("what is no secret", () => {
  test.each([
    // Placeholders.
    ["password", "changeme123"],
    ["password", "<your-password>"],
    ["apiKey", "YOUR_API_KEY_123"],
    ["secret", "xxxxxxxxxxxx"],
    ["token", `0x${"0".repeat(64)}`],
    ["apiKey", "abcdefghijklmnopqrstuvwxyz012345"],
    ["storage", "[concat('AccountName=',variables('store'),';AccountKey=',listKeys('store').keys[0].value,';')]"],
    ["accessKey", key("AK", "IA", "IOSFODNN7EXAMPLE")],
    ["url", "postgres://user:password@localhost:5432/db"],
    ["url", "postgres://${USER}:${PASSWORD}@db/orders"],
    // References and names of secrets.
    ["password", "{{resolve:secretsmanager:orders/database}}"],
    ["secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3"],
    ["token", "DB_SECRET_TOKEN"],
    ["tokenKey", "auth_token_2"],
    ["GET_SECRET", "secretsmanager:GetSecretValue"],
    ["password", "/orders/database/password"],
    ["secret", "orders/database/password"],
    // Labels and messages.
    ["password", "Password must have 8 characters"],
    ["token", "auth.token.invalid"],
    ["AUTOCOMPLETE", "current-password"],
    ["password", "new-password"],
    ["field", "password2"],
    ["secret", "orders-database"],
    ["secretKey", "clientSecret"],
    // Other things.
    ["secretName", "orders-db-4471-x9"],
    ["tokenUrl", "https://login.shop.test/oauth2/token"],
    ["passwordPolicy", "STRONG_2024_A1"],
    ["password", "$2b$12$KIXq8mVZ9mYw3Q0pT5r1uOeJx"],
    ["integrity", "sha512-oRGs8D0f2xQ9vXh1"],
    ["publicKey", LONG],
    ["userPoolId", "eu-west-1_Ab12Cd34E"],
    ["nextToken", "page"],
    ["id", "6f1c1b1e-54b1-4a53-8c5e-0d4f1f6b7a11"],
    ["password", "^(?=.*[A-Z])(?=.*\\d).{8,}$"],
  ])("%s = %s", (name, value) => {
    expect(detectSecret(name, value)).toBeUndefined();
  });
});

test("names say whether their value is secret", () => {
  const strengths = [
    "password",
    "dbpassword",
    "api_key",
    "apiKey",
    "stripeSecretKey",
    "token",
    "secrets",
    "keys",
    "tokenType",
  ].map((name) => [name, secretNameStrength(name)]);
  expect(Object.fromEntries(strengths)).toEqual({
    password: "high",
    dbpassword: "high",
    api_key: "medium",
    apiKey: "medium",
    stripeSecretKey: "high",
    token: "medium",
    secrets: undefined,
    keys: undefined,
    tokenType: undefined,
  });
});

test("any text is judged, none makes it fail", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 200 }), (name, value) => {
      detectSecret(name, value);
    }),
  );
});
