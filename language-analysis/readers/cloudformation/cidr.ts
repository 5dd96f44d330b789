// Fn::Cidr: the first address blocks of a network, as many as are asked for. Source: CloudFormation Template Reference, "Fn::Cidr".
import type { Value } from "../../model/value.ts";
import { assume, listValue, textValue, unresolvedValue } from "../make-values.ts";
import { word } from "../walk-values.ts";
import { argumentsOf, misused } from "./intrinsic-call.ts";
import type { IntrinsicCall } from "./intrinsic-call.ts";

const MAXIMUM_BLOCKS = 256;
const ADDRESS_BITS = 32;

/** IPv4 blocks; those of a network that only the deployment knows, and of IPv6, are not known. */
export function addressBlocks(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [network, count, bits] = argumentsOf(call).map((node) => evaluator.evaluate(node, file));
  if (!network || !count) return misused(call, "Fn::Cidr needs a network and a number of blocks");
  const start = startOf(word(network) ?? "");
  const blocks = Number(word(count));
  // For IPv4 the size may be left out; the deployment then chooses it.
  const hostBits = Number(word(bits));
  const isKnown =
    start !== undefined && isBetween(blocks, 1, MAXIMUM_BLOCKS) && isBetween(hostBits, 1, ADDRESS_BITS - 1);
  if (!isKnown) return unresolvedValue("address blocks that are computed at deployment", at);
  const items = Array.from({ length: blocks }, (_, index) =>
    textValue(`${addressText(start + index * 2 ** hostBits)}/${ADDRESS_BITS - hostBits}`, at),
  );
  const list = listValue(items, at);
  return network.assumed === undefined ? list : assume(list, network.assumed);
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** `10.0.0.0/16` as the number of its first address. */
function startOf(network: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/\d{1,2}$/.exec(network)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
