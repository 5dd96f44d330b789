// The value that a handler returns is its response.
import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Value } from "../domain/value.ts";
import { reportLabels } from "../sinks/report.ts";
import type { Machine } from "./machine.ts";
import { deepLabels } from "./memory.ts";

export function checkResponse(machine: Machine, value: Value, expression: Expression, at: Span): void {
  const [line, character] = at;
  const isWritten = expression.at[0] !== line || expression.at[1] !== character;
  const keyword: Span = isWritten ? [line, character, line, character + "return".length] : expression.at;
  const site = { module: machine.module, node: expression, callee: { ...expression, at: keyword }, arguments: [], at };
  const row = { class: "response" as const, effect: "sends it to the caller" };
  reportLabels(machine, "return", row, deepLabels(machine, value), { value, expression }, site, 0);
}
