// What the shells tell about rules, as the build writes it down: the extension's bundle holds no rule, and none of their data.
import { readFileSync } from "node:fs";
import type { RuleInfo } from "../model/rule-info.ts";

/** Rules in the order of the catalogue. The file comes with the tool: one that is missing is a broken installation. */
export function readRuleInfos(file: string): readonly RuleInfo[] {
  return JSON.parse(readFileSync(file, "utf8")) as readonly RuleInfo[];
}
