import { setEntry } from "../../graph/edits.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { secretNameStrength } from "../../secrets/secret-names.ts";
import { declaredOf } from "../settings/declared.ts";
import { isOn, judgeValues, valueAt, valuesAt } from "../settings/read.ts";

/** Names of parameters that hold secrets; `PublicKey`, `TokenUrl`, `PasswordPolicy` and the like do not. */
const SECRET =
  /(pass(word|wd|phrase)|secret|api-?_?key|private-?_?key|access-?_?key|auth-?_?token|access-?_?token|credential)s?$/i;

export const unencryptedSecret = defineRule({
  id: "SAS-7/unencrypted-secret",
  title: "Secret kept less safely than it could be",
  severity: "medium",
  why: "A parameter of the type String is readable for everybody who may list parameters; a key or secret that never changes stays useful to whoever once got it. Secrets that are rotated by another tool are reported too.",
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  mitigation: "Keep secrets in Secrets Manager or as SecureString, rotate them, and turn on the rotation of keys.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `DatabasePassword:
  Type: AWS::SecretsManager::Secret
  Properties:
    GenerateSecretString: { PasswordLength: 32 }
DatabasePasswordRotation:
  Type: AWS::SecretsManager::RotationSchedule
  Properties:
    SecretId: !Ref DatabasePassword
    HostedRotationLambda: { RotationType: PostgreSQLSingleUser }
    RotationRules: { AutomaticallyAfterDays: 30 }
DataKey:
  Type: AWS::KMS::Key
  Properties:
    EnableKeyRotation: true`,
    },
    {
      title: say("Serverless Framework: read a SecureString"),
      language: "yaml",
      text: `environment:
  DATABASE_PASSWORD_PARAMETER: /shop/database-password`,
    },
  ],
  *check({ graph }) {
    for (const node of graph.nodes("secret")) {
      const hit =
        node.service === "kms" ? keyHit(node) : node.service === "ssm" ? parameterHit(node) : secretHit(graph, node);
      if (hit) yield hit;
    }
    yield* slowRotations(graph);
  },
});

/** Longest time between rotations, in days. Source: AWS Config rule `secretsmanager-rotation-enabled-check`, CIS. */
const LONGEST_DAYS = 90;

function* slowRotations(graph: AppGraph): Iterable<Hit> {
  for (const schedule of declaredOf(graph, "AWS::SecretsManager::RotationSchedule")) {
    const days = valueAt(schedule.settings, "RotationRules.AutomaticallyAfterDays");
    if (days?.kind !== "number" || days.value <= LONGEST_DAYS) continue;
    yield {
      on: schedule.on,
      at: days.at,
      key: `${schedule.logicalId} days`,
      confidence: "high",
      severity: "info",
      message: say("The secret of {0} is rotated only every {1} days.", schedule.name, days.value),
    };
  }
}

/** Symmetric keys rotate by themselves only when told to; asymmetric ones and those with imported material can't. */
function keyHit(node: MapNode): Hit | undefined {
  if (node.type !== "AWS::KMS::Key") return undefined;
  const spec = textOf(valueAt(node.body, "KeySpec")) ?? "SYMMETRIC_DEFAULT";
  const origin = textOf(valueAt(node.body, "Origin")) ?? "AWS_KMS";
  if (spec !== "SYMMETRIC_DEFAULT" || origin !== "AWS_KMS") return undefined;
  const { answer, value } = judgeValues(valuesAt(node.body, "EnableKeyRotation"), isOn, "no");
  if (answer !== "no") return undefined;
  const edits = node.body && setEntry(node.body, ["EnableKeyRotation"], true);
  return {
    on: node.id,
    at: value?.at ?? node.nameAt,
    key: "EnableKeyRotation",
    confidence: "high",
    severity: "low",
    message: say("The key {0} is never rotated.", node.name),
    fixes: edits ? [{ title: say("Rotate {0} every year", node.name), edits, isPreferred: true }] : [],
  };
}

function parameterHit(node: MapNode): Hit | undefined {
  const type = textOf(node.properties["secretType"]);
  if (node.type !== "AWS::SSM::Parameter" || (type !== "String" && type !== "StringList")) return undefined;
  const name = textOf(node.properties["physicalName"]) ?? "";
  const names = [name.slice(name.lastIndexOf("/") + 1), node.logicalId.replace(/Parameter$/, "")];
  if (!names.some((one) => SECRET.test(one) || secretNameStrength(one) !== undefined)) return undefined;
  return {
    on: node.id,
    at: node.properties["secretType"]?.at ?? node.nameAt,
    key: "type",
    confidence: "medium",
    severity: "medium",
    message: say("By its name the parameter {0} holds a secret, but it is kept as plain text.", node.name),
    reasons: [
      say("CloudFormation cannot make a SecureString: keep it in Secrets Manager, or make it outside of the template."),
    ],
  };
}

function secretHit(graph: AppGraph, node: MapNode): Hit | undefined {
  if (node.type !== "AWS::SecretsManager::Secret") return undefined;
  if (graph.settingsOf(node.id, "AWS::SecretsManager::RotationSchedule").length > 0) return undefined;
  return {
    on: node.id,
    at: node.nameAt,
    key: "rotation",
    confidence: "high",
    severity: "info",
    message: say("The secret {0} is never rotated.", node.name),
  };
}
