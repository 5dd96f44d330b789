import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry } from "../../graph/edits.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf, type Declared } from "../settings/declared.ts";
import { holdsState } from "../settings/relevance.ts";
import { isOff, isOn, judgeValues, valueAt, valuesAt } from "../settings/read.ts";

const SETTINGS = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] as const;
const ALL_ON = Object.fromEntries(SETTINGS.map((setting) => [setting, true]));
const PATH = "PublicAccessBlockConfiguration";

export const blockPublicAccessOff = defineRule({
  id: "SAS-3/block-public-access-off",
  title: "Public access block of a bucket off or not set",
  severity: "medium",
  why: "The public access block is the lock above all policies and ACLs: without it one wrong statement makes every object public. Buckets made since April 2023 have it on when nothing is said; a block for the whole account is not seen here.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  mitigation: "Set all four settings of the public access block to true, and serve public pages through CloudFront.",
  snippets: [
    {
      title: say("CloudFormation, AWS SAM, and resources of the Serverless Framework"),
      language: "yaml",
      text: `Uploads:
  Type: AWS::S3::Bucket
  Properties:
    PublicAccessBlockConfiguration:
      BlockPublicAcls: true
      BlockPublicPolicy: true
      IgnorePublicAcls: true
      RestrictPublicBuckets: true`,
    },
  ],
  *check({ graph }) {
    for (const bucket of declaredOf(graph, "AWS::S3::Bucket", "AWS::S3::AccessPoint")) {
      const hit = hitOf(graph, bucket);
      if (hit) yield hit;
    }
  },
});

function hitOf(graph: AppGraph, bucket: Declared): Hit | undefined {
  const block = valueAt(bucket.settings, PATH);
  if (!block) return bucket.type === "AWS::S3::Bucket" && holdsState(graph, bucket) ? unsetHit(bucket) : undefined;
  if (block.kind !== "map") return undefined;
  const judged = SETTINGS.map((setting) => ({
    setting,
    ...judgeValues(valuesAt(bucket.settings, `${PATH}.${setting}`), isOn, "no"),
  }));
  const open = judged.filter(({ answer }) => answer === "no");
  const [first] = open;
  if (!first) return undefined;
  const off = open.filter(({ value }) => value !== undefined && isOff(value) === "yes");
  const isWebsite = valueAt(bucket.settings, "WebsiteConfiguration") !== undefined;
  return {
    on: bucket.on,
    at: open.find(({ value }) => value !== undefined)?.value?.at ?? bucket.nameAt,
    key: `${bucket.logicalId} ${PATH}`,
    confidence: off.some(({ value }) => value?.assumed !== undefined) ? "medium" : "high",
    severity: off.length === 0 || isWebsite ? "low" : "medium",
    message: say(
      "{0} does not block public access completely: {1} not on.",
      bucket.name,
      `${open.map(({ setting }) => setting).join(", ")} ${open.length === 1 ? "is" : "are"}`,
    ),
    reasons: isWebsite
      ? [say("{0} serves a website, whose pages are meant to be read by everybody.", bucket.name)]
      : [],
    fixes: fixes(bucket, block),
  };
}

function unsetHit(bucket: Declared): Hit {
  return {
    on: bucket.on,
    at: bucket.nameAt,
    key: `${bucket.logicalId} ${PATH}`,
    confidence: "high",
    severity: "info",
    message: say("{0} leaves the public access block to the default of the day it is made.", bucket.name),
    fixes: fixes(bucket),
    cause: { key: bucket.nameAt.file, message: say("Buckets that leave the public access block to the default") },
  };
}

function fixes({ body, name }: Declared, block?: Value): readonly Fix[] {
  const edits = body && setEntry(body, [PATH], ALL_ON);
  const isShared = block !== undefined && body !== undefined && block.at.file !== body.at.file;
  return edits && !isShared ? [{ title: say("Block all public access to {0}", name), edits, isPreferred: true }] : [];
}
