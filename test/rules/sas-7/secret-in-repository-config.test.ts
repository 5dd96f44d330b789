import { describe, expect, test } from "vitest";
import { AppGraph } from "../../../language-analysis/graph/app-graph.ts";
import { formatMessage, say } from "../../../language-analysis/model/message.ts";
import type { SecretText } from "../../../language-analysis/model/secret-text.ts";
import { hardCodedSecret } from "../../../language-analysis/rules/sas-7/hard-coded-secret.ts";
import { plaintextEnvironmentSecret } from "../../../language-analysis/rules/sas-7/plaintext-environment-secret.ts";
import { secretInRepositoryConfig } from "../../../language-analysis/rules/sas-7/secret-in-repository-config.ts";
import { ruleTable } from "../rule-table.ts";
import { judge } from "../../../language-analysis/rules/run.ts";

const secretIn = (file: string, confidence: SecretText["confidence"] = "high"): SecretText => ({
  file,
  what: "npm token",
  reason: say("It has the format of a {0}.", "npm token"),
  confidence,
  at: [2, 4, 2, 44],
});

const found = (...secrets: SecretText[]) =>
  judge({ graph: new AppGraph({ nodes: [], edges: [], statements: [] }), taintPaths: [], code: new Map(), secrets }, [
    secretInRepositoryConfig,
    plaintextEnvironmentSecret,
    hardCodedSecret,
  ]).value.map(({ rule, at, severity, message }) => [
    rule,
    `${at.file}:${at.start.line}:${at.start.character}-${at.end.character}`,
    severity,
    formatMessage(message),
  ]);

describe("credentials in files that are read as text, by the file", () => {
  test.each([
    [".github/workflows/deploy.yml", "SAS-7/secret-in-repository-config"],
    ["web/Dockerfile", "SAS-7/secret-in-repository-config"],
    [".npmrc", "SAS-7/secret-in-repository-config"],
    [".env.production", "SAS-7/plaintext-environment-secret"],
    ["local.settings.json", "SAS-7/plaintext-environment-secret"],
    ["src/Main.java", "SAS-7/hard-coded-secret"],
    ["config/app.properties", "SAS-7/hard-coded-secret"],
  ])("%s: %s", (file, rule) => {
    expect(found(secretIn(file))).toEqual([[rule, `${file}:2:4-44`, "high", expect.stringContaining(file)]]);
  });

  test("an uncertain one is less severe", () => {
    expect(found(secretIn("Jenkinsfile", "medium"))).toEqual([
      [
        "SAS-7/secret-in-repository-config",
        "Jenkinsfile:2:4-44",
        "medium",
        "A secret is written into Jenkinsfile: npm token.",
      ],
    ]);
  });

  test("credentials of tests are made up", () => {
    expect(found(secretIn("tests/.env"), secretIn("test/fixtures/Dockerfile"))).toEqual([]);
  });
});

/** Put together here, so that no scanner takes this file for one that holds a token. */
const token = ["npm", "k7Qz3xWv9Lm2Rt8Yb5Nc1Hd6Gf4Js0PaEuTo"].join("_");
const registry = (value: string) => `registry=https://registry.npmjs.org/\n//registry.npmjs.org/:_authToken=${value}\n`;

ruleTable(secretInRepositoryConfig, {
  "a token in the settings of the package manager": {
    ".npmrc": `${registry(token)}                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/secret-in-repository-config high\n`,
  },
  "a token that the environment holds": { ".npmrc": registry("${NPM_TOKEN}") },
  "not known: a random value of which only the name tells": {
    Jenkinsfile: "environment {\n  DEPLOY_PASSWORD = 'correcthorse'\n}\n",
  },
});
