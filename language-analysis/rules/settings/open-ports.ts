// What security groups let in from everywhere, written in the group or as a rule of its own.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { SourceRange } from "../../model/range.ts";
import { textOf, type Value } from "../../model/value.ts";
import { declaredOf, type Declared } from "./declared.ts";
import { valueAt, valuesAt } from "./read.ts";

export interface OpenPorts {
  readonly group: Declared;
  /** The address range: `0.0.0.0/0` or `::/0`. */
  readonly at: SourceRange;
  readonly from: number;
  readonly to: number;
}

export function openPorts(graph: AppGraph): readonly OpenPorts[] {
  const inGroups = declaredOf(graph, "AWS::EC2::SecurityGroup").flatMap((group) =>
    valuesAt(group.settings, "SecurityGroupIngress.*").flatMap((rule) => openIn(group, rule)),
  );
  const alone = declaredOf(graph, "AWS::EC2::SecurityGroupIngress").flatMap((rule) => openIn(rule, rule.settings));
  return [...inGroups, ...alone].filter(({ group }) => !isAroundFunctions(graph, group));
}

/** Functions listen on no port: nobody gets in through their group. */
function isAroundFunctions(graph: AppGraph, { configures }: Declared): boolean {
  return configures.length > 0 && configures.every((id) => graph.node(id)?.kind === "function");
}

const ALL_PORTS = 65_535;

function openIn(group: Declared, rule: Value | undefined): readonly OpenPorts[] {
  const address = [valueAt(rule, "CidrIp"), valueAt(rule, "CidrIpv6")].find((value) =>
    ["0.0.0.0/0", "::/0"].includes(textOf(value) ?? ""),
  );
  if (!address) return [];
  const protocol = textOf(valueAt(rule, "IpProtocol")) ?? numberText(valueAt(rule, "IpProtocol"));
  if (protocol === "icmp" || protocol === "icmpv6") return [];
  if (protocol === "-1") return [{ group, at: address.at, from: 0, to: ALL_PORTS }];
  const from = portOf(valueAt(rule, "FromPort"));
  const to = portOf(valueAt(rule, "ToPort")) ?? from;
  return from === undefined || to === undefined ? [] : [{ group, at: address.at, from, to }];
}

function numberText(value: Value | undefined): string | undefined {
  return value?.kind === "number" ? String(value.value) : undefined;
}

function portOf(value: Value | undefined): number | undefined {
  const port = value?.kind === "number" ? value.value : Number(textOf(value) ?? NaN);
  return Number.isFinite(port) ? port : undefined;
}
