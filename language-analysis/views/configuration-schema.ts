// `.serverless-atlas.yml` as JSON Schema: the build writes it to `dist/`.
import { DATA_KINDS } from "../model/configuration.ts";
import { SEVERITIES } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import { SINK_CLASSES, TRUSTS } from "../model/taint.ts";

/** A list of entries that name an API. */
function models(description: string, properties: object): object {
  const api = { type: "string", minLength: 1 };
  const items = { type: "object", additionalProperties: false, required: ["api"], properties: { api, ...properties } };
  return { description, type: "array", items };
}

export function configurationSchema(rules: readonly RuleInfo[]): object {
  const ids = [...rules.map(({ id }) => id as string)].sort();
  const risks = [...new Set(ids.map((id) => `${id.slice(0, id.indexOf("/"))}/*`))].sort();
  const severity = { enum: ["off", ...SEVERITIES] };
  const properties = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, severity]));
  const dataKinds = { type: "array", items: { enum: DATA_KINDS }, uniqueItems: true };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Serverless Atlas",
    description: "Settings of Serverless Atlas for this folder and everything below it.",
    type: "object",
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      exclude: {
        description: "Files that are not analysed: patterns as in a .gitignore file, relative to this folder.",
        type: "array",
        items: { type: "string" },
      },
      rules: {
        description: "Severity of a rule, or off. SAS-n/* is a whole risk, * every rule; the more exact name wins.",
        type: "object",
        additionalProperties: false,
        properties: properties([...ids, ...risks, "*"]),
      },
      ignore: {
        description: "Findings that are accepted, each with its reason. All conditions that are given must hold.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["reason"],
          properties: {
            rule: { description: "SAS-n/name, SAS-n/* or *.", enum: [...ids, ...risks, "*"] },
            path: { description: "Pattern as in a .gitignore file, relative to this folder.", type: "string" },
            resource: { description: "Name of the resource; * stands for any text.", type: "string" },
            finding: { description: "The finding's own id.", type: "string" },
            reason: { description: "Why it is acceptable.", type: "string", minLength: 1 },
          },
        },
      },
      sensitivity: {
        description: "What data stores, channels and secrets hold, by name; * stands for any text.",
        type: "object",
        additionalProperties: { anyOf: [{ enum: [...DATA_KINDS, "none"] }, dataKinds] },
      },
      taint: {
        description: "Functions of your own libraries, by the name from the import on: acme-db.connect().run.",
        type: "object",
        additionalProperties: false,
        properties: {
          sources: models("Calls whose result comes from outside.", { trust: { enum: TRUSTS } }),
          sinks: models("Calls that interpret or hand out an argument.", {
            class: { enum: SINK_CLASSES },
            argument: { description: "Place of the argument; 0 is the first.", type: "integer", minimum: 0 },
          }),
          sanitizers: models("Calls whose result can't harm these classes of sinks, or none of them.", {
            protects: { type: "array", items: { enum: SINK_CLASSES }, uniqueItems: true },
          }),
          propagators: models("Calls whose result holds what went in.", {}),
        },
      },
      baseline: {
        description: "File with findings that are accepted, as scan --write-baseline writes it.",
        type: "string",
      },
    },
  };
}
