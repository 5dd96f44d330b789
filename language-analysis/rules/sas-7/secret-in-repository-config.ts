import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { isTestFile } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { secretFileKind } from "./secret-files.ts";

export const secretInRepositoryConfig = defineRule({
  id: "SAS-7/secret-in-repository-config",
  title: "Credential in the configuration of a pipeline, an image or a package manager",
  severity: "high",
  why: "Whoever reads the repository can deploy, publish or sign in as the pipeline does, which is usually more than any function may do.",
  source:
    "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
  mitigation:
    "Keep it in the secret store of the pipeline or use short-lived credentials (OIDC), and replace the one that was written down: it is in the history.",
  snippets: [
    {
      title: say("GitHub Actions: short-lived credentials"),
      language: "yaml",
      text: `permissions:
  id-token: write
steps:
  - uses: aws-actions/configure-aws-credentials@v4
    with:
      role-to-assume: arn:aws:iam::123456789012:role/deploy
      aws-region: eu-west-1`,
    },
    {
      title: say(".npmrc: the token from the environment"),
      language: "ini",
      text: "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
    },
  ],
  scope: "workspace",
  *check({ secrets }) {
    for (const { file, at, what, reason, confidence } of secrets ?? []) {
      if (secretFileKind(file) !== "tooling" || isTestFile(file)) continue;
      yield {
        on: file,
        at: rangeOf(file, at),
        key: `${file} ${what}`,
        confidence,
        message: say("A secret is written into {0}: {1}.", file, what),
        severity: confidence === "high" ? "high" : "medium",
        reasons: [reason],
      };
    }
  },
});
