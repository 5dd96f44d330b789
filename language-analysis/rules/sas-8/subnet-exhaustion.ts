import type { AppGraph } from "../../graph/app-graph.ts";
import { ref } from "../../graph/edit-text.ts";
import { addListItem } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { textOf, type ListValue, type Value } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { declaredOf, type Declared } from "../settings/declared.ts";
import { valueAt } from "../settings/read.ts";

/** Free addresses below which a burst of functions can use up the subnet. AWS keeps five of each subnet for itself. */
const FEW_ADDRESSES = 64;
const KEPT_BY_AWS = 5;

export const subnetExhaustion = defineRule({
  id: "SAS-8/subnet-exhaustion",
  title: "Function in a network that has no room, or only one zone",
  severity: "low",
  why: "Functions in a VPC share the addresses of its subnets: when these run out, or the one zone fails, the function can't start.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
  mitigation: "Give the function subnets in at least two zones, each with room for its peak.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `VpcConfig:
  SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
  SecurityGroupIds: [!Ref FunctionSecurityGroup]`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `provider:
  vpc:
    subnetIds: [subnet-0a1, subnet-0b2]
    securityGroupIds: [sg-0c3]`,
    },
  ],
  *check({ graph }) {
    const seen = new Set<string>();
    for (const node of graph.nodes("function")) {
      const subnets = valueAt(node.properties["vpc"], "subnets");
      if (node.provider !== "aws" || subnets?.kind !== "list") continue;
      const place = `${subnets.at.file}:${subnets.at.start.line}:${subnets.at.start.character}`;
      const sentence = weaknessOf(graph, node, subnets);
      // Globals and providers say it once for many functions.
      if (!sentence || seen.has(place)) continue;
      seen.add(place);
      yield {
        on: node.id,
        at: subnets.at,
        key: "subnets",
        confidence: "high",
        severity: "low",
        message: sentence,
        fixes: fixesOf(graph, node, subnets),
      };
    }
  },
});

function weaknessOf(graph: AppGraph, node: MapNode, list: ListValue): ReturnType<typeof say> | undefined {
  const subnets = list.items;
  const [only, ...others] = subnets;
  // A parameter or import may hold a list of its own, and its default is often a stand-in for one.
  if (
    !only ||
    list.assumed !== undefined ||
    subnets.some((subnet) => subnet.kind === "unresolved" || subnet.kind === "choice")
  )
    return undefined;
  const isOne = only.kind === "text" || (only.kind === "reference" && only.to.by === "logical-id");
  if (others.length === 0 && isOne) return say("{0} runs in one subnet, so in one zone only.", node.name);
  const declared = subnets.flatMap((subnet) => subnetOf(graph, node, subnet) ?? []);
  if (declared.length < subnets.length) return undefined;
  const zones = new Set(declared.map((subnet) => JSON.stringify(zoneOf(subnet)) ?? subnet.logicalId));
  if (zones.size === 1) return say("All subnets of {0} are in one zone.", node.name);
  const sizes = declared.map(sizeOf);
  const room = sizes.reduce<number>((sum, size) => sum + (size ?? Infinity), 0);
  return room < FEW_ADDRESSES
    ? say("The subnets of {0} have room for {1} network interfaces only.", node.name, room)
    : undefined;
}

/** A subnet of the same template in another zone, when there is one. */
function fixesOf(graph: AppGraph, node: MapNode, subnets: ListValue): Fix[] {
  const used = subnets.items.map((item) => subnetOf(graph, node, item));
  const zones = new Set(used.map((subnet) => subnet && JSON.stringify(zoneOf(subnet))));
  if (zones.has(undefined)) return [];
  const other = declaredOf(graph, "AWS::EC2::Subnet").find(
    (subnet) => subnet.group === node.group && !zones.has(JSON.stringify(zoneOf(subnet))),
  );
  const edits = other && addListItem(subnets, ref(other.logicalId));
  return edits ? [{ title: say("Use the subnet {0} too", other.logicalId), edits }] : [];
}

function subnetOf(graph: AppGraph, node: MapNode, value: Value): Declared | undefined {
  if (value.kind !== "reference" || value.to.by !== "logical-id") return undefined;
  const { logicalId } = value.to;
  return declaredOf(graph, "AWS::EC2::Subnet").find(
    (subnet) => subnet.group === node.group && subnet.logicalId === logicalId,
  );
}

/** What tells zones apart, without the places where it is written. */
function zoneOf({ settings }: Declared): unknown {
  const zone = valueAt(settings, "AvailabilityZone");
  return zone === undefined
    ? undefined
    : JSON.parse(JSON.stringify(zone, (key, inner: unknown) => (key === "at" || key === "layout" ? undefined : inner)));
}

function sizeOf({ settings }: Declared): number | undefined {
  const bits = /\/(\d+)$/.exec(textOf(valueAt(settings, "CidrBlock")) ?? "")?.[1];
  return bits === undefined ? undefined : 2 ** (32 - Number(bits)) - KEPT_BY_AWS;
}
