// Parameters of a function of the workspace.
import type { ProgramFunction, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { say } from "../../model/message.ts";
import type { Slot } from "../domain/heap.ts";
import { EMPTY_LIST } from "../domain/heap.ts";
import { mapLabels, NO_LABELS, withStep } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { callable, UNDEFINED } from "../domain/value.ts";
import type { CallArguments, Machine } from "./machine.ts";
import { itemsOf } from "./memory.ts";
import { bind, withDefault } from "./patterns.ts";

/** Binds the arguments of a call; `isCall` is false for the handler, which the platform calls. */
export function bindParameters(
  machine: Machine,
  body: ProgramFunction,
  args: CallArguments,
  self: Value | undefined,
  isCall: boolean,
): void {
  let positional = args.positional;
  const owner = self && takesSelf(machine.module, body) ? ownerOf(machine, body, self) : undefined;
  if (owner) positional = [owner, ...positional];
  const taken = new Set<string>();
  let next = 0;
  for (const parameter of body.parameters) {
    const name = parameter.pattern.kind === "name" ? parameter.pattern.name : "";
    if (parameter.rest === "positional") {
      const items = positional.slice(next).map((value, index): [string, Slot] => [String(index), { value }]);
      next = positional.length;
      const list = { ...EMPTY_LIST, slots: new Map(items), ...(args.spread && { rest: args.spread }) };
      bind(machine, parameter.pattern, machine.allocate(parameter, list), true);
      continue;
    }
    if (parameter.rest === "keyword") {
      const slots = new Map<string, Slot>();
      for (const [key, value] of args.named) if (!taken.has(key)) slots.set(key, { value });
      const more = args.keywords ? itemsOf(machine, args.keywords) : undefined;
      bind(
        machine,
        parameter.pattern,
        machine.allocate(parameter, { shape: "object", slots, labels: NO_LABELS, ...(more && { rest: more }) }),
        true,
      );
      continue;
    }
    const named = args.named.get(name);
    taken.add(name);
    const given =
      named ?? positional[next] ?? args.spread ?? (args.keywords ? itemsOf(machine, args.keywords) : undefined);
    if (!named) next += 1;
    const value = withDefault(machine, given ?? UNDEFINED, parameter.default);
    bind(machine, parameter.pattern, isCall ? passed(machine, value, body, parameter.at) : value, true);
  }
}

/** Methods of Python have the instance as a parameter. */
export function takesSelf({ language }: ProgramModule, { classIndex }: ProgramFunction): boolean {
  return language === "python" && classIndex !== undefined;
}

/** What a method gets before its arguments: the instance, the class, or nothing where the class itself is asked for a plain method. */
function ownerOf(machine: Machine, body: ProgramFunction, self: Value): Value | undefined {
  if (isMarked(body, "staticmethod")) return undefined;
  const classes = self.callables.filter((one) => one.kind === "class");
  if (!isMarked(body, "classmethod")) return classes.length > 0 && self.refs.length === 0 ? undefined : self;
  const own = self.refs.flatMap((id) => machine.state.get(id)?.prototype ?? []);
  return own.length > 0 ? callable(...own) : self;
}

function isMarked(body: ProgramFunction, name: string): boolean {
  return body.decorators?.some((one) => one.kind === "name" && one.name === name) ?? false;
}

/** The step into a function. */
function passed(machine: Machine, value: Value, body: ProgramFunction, span: Span): Value {
  if (value.labels.size === 0) return value;
  const at = machine.place(span);
  const message = say("goes into `{0}`", body.name === "" ? "a function" : body.name);
  return { ...value, labels: mapLabels(value.labels, (label) => withStep(label, at, message, { moves: "in" })) };
}
