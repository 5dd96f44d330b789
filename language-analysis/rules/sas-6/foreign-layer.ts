import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { itemsOf, textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";

/**
 * Accounts in which AWS publishes layers. Source: docs.aws.amazon.com and docs.powertools.aws.dev, the layer ARNs of Powertools, Lambda
 * Insights, the AWS Distro for OpenTelemetry, the SDK for pandas, the Web Adapter, CodeGuru, AppConfig, Parameters and Secrets.
 */
const AWS_ACCOUNTS = new Set([
  ...["017000801446", "094274105915", "580247275435", "901920570463", "336392948345", "753240598075", "157417159150"],
  ...["027255383542", "728743619870", "359756378197", "177933569100", "590474943231", "997803712105", "345057560386"],
  ...["015030872274", "133256977650", "780235371811", "187925254637", "665172237481", "080788657173", "200266452380"],
]);

const LAYER_ARN = /^arn:aws[\w-]*:lambda:[^:]*:(\d{12}):layer:([^:]+)(?::(\w+))?$/;
const IMAGE = /^(\d{12})\.dkr\.ecr\.[^/]+\/([^:@]+)(?::([^@]+))?(@sha256:[0-9a-f]+)?$/;

export const foreignLayer = defineRule({
  id: "SAS-6/foreign-layer",
  title: "Layer or image from outside the app",
  severity: "medium",
  why: "A layer runs with all rights of the function and sees its environment; whoever owns the account that publishes it decides what it does. Accounts of the workspace's own organisation can't be told from others.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html",
  mitigation:
    "Copy the layer into your own account after a review, or build it with the app, and name images by digest.",
  snippets: [
    {
      title: say("AWS SAM: a layer of the app"),
      language: "yaml",
      text: `ToolsLayer:
  Type: AWS::Serverless::LayerVersion
  Properties:
    ContentUri: layers/tools/
    CompatibleRuntimes: [nodejs22.x]`,
    },
  ],
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      if (node.declaredElsewhere) continue;
      for (const layer of itemsOf(node.properties["layers"])) {
        const hit = layerHit(node, layer);
        if (hit) yield hit;
      }
      const image = node.properties["imageUri"];
      const hit = image && imageHit(node, image);
      if (hit) yield hit;
    }
  },
});

function layerHit(node: MapNode, layer: Value): Hit | undefined {
  const [, account, name] = LAYER_ARN.exec(textOf(layer) ?? "") ?? [];
  if (account === undefined || name === undefined || AWS_ACCOUNTS.has(account)) return undefined;
  return {
    on: node.id,
    at: layer.at,
    key: `layer ${account} ${name}`,
    confidence: "medium",
    message: say("{0} runs the layer {1} of account {2}.", node.name, name, account),
    reasons: [say("The account is none of those in which AWS publishes layers.")],
  };
}

/** A tag can be moved to another image; a digest can't. */
function imageHit(node: MapNode, image: Value): Hit | undefined {
  const [, account, name, tag, digest] = IMAGE.exec(textOf(image) ?? "") ?? [];
  if (account === undefined || digest !== undefined || (tag !== undefined && tag !== "latest")) return undefined;
  return {
    on: node.id,
    at: image.at,
    key: `image ${name ?? ""}`,
    confidence: "high",
    severity: "low",
    message: say("{0} runs whatever image {1} is tagged latest at the moment of deployment.", node.name, name ?? ""),
    reasons: [say("A tag can be moved to another image, a digest can't.")],
  };
}
