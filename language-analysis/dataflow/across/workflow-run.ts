// What each state of a workflow is given, of the workflow's input and of what states before it have answered.
import type { MapNode } from "../../model/app-map.ts";
import { itemsOf, property, textOf, type Value } from "../../model/value.ts";
import {
  anyOf,
  CONSTANT,
  type Document,
  from,
  INPUT,
  keyOf,
  objectOf,
  OUTSIDE,
  type Path,
  select,
} from "./workflow-document.ts";
import { expression, fill, pathOf, type Scope } from "./workflow-expressions.ts";

interface StateFacts {
  readonly name: string;
  readonly written: Value;
  readonly starts: readonly string[];
}

export interface WorkflowRun {
  /** Arguments of tasks by the state's name: of an integration its parameters, else what the function gets. */
  readonly given: ReadonlyMap<string, Document>;
}

const MOST_VISITS = 400;
const MOST_OF_ONE = 6;
const runs = new WeakMap<MapNode, WorkflowRun | undefined>();

/** Undefined when the definition is not known. */
export function runOf(workflow: MapNode): WorkflowRun | undefined {
  if (!runs.has(workflow)) runs.set(workflow, run(workflow));
  return runs.get(workflow);
}

function run(workflow: MapNode): WorkflowRun | undefined {
  const start = textOf(workflow.properties["startsAt"]);
  const states = itemsOf(workflow.properties["states"]).flatMap((state): StateFacts[] => {
    const [name, written] = [textOf(property(state, "name")), property(state, "written")];
    return name === undefined || !written ? [] : [{ name, written, starts: texts(property(state, "starts")) }];
  });
  if (start === undefined || states.length === 0) return undefined;
  const machine = new Machine(states, textOf(workflow.properties["queryLanguage"]) === "JSONata");
  machine.runFrom(start, from(INPUT), undefined);
  return machine.isFinished ? { given: machine.inputs } : undefined;
}

function texts(list: Value | undefined): readonly string[] {
  return itemsOf(list).flatMap((one) => textOf(one) ?? []);
}

interface Step {
  readonly state: StateFacts;
  readonly input: Document;
  readonly item: Document | undefined;
}

class Machine {
  readonly inputs = new Map<string, Document>();
  private readonly states: ReadonlyMap<string, StateFacts>;
  private readonly variables = new Map<string, Document>();
  private visits = 0;

  constructor(
    states: readonly StateFacts[],
    private readonly isJsonata: boolean,
  ) {
    this.states = new Map(states.map((state) => [state.name, state]));
  }

  get isFinished(): boolean {
    return this.visits <= MOST_VISITS;
  }

  /** What the states that end it give. `item`: what a map hands to each of its runs. */
  runFrom(start: string, input: Document, item: Document | undefined): Document {
    const seen = new Map<string, Set<string>>();
    const ends: Document[] = [];
    const open: { readonly name: string; readonly input: Document }[] = [{ name: start, input }];
    for (let next = open.pop(); next && this.visits <= MOST_VISITS; next = open.pop()) {
      const state = this.states.get(next.name);
      const known = seen.get(next.name) ?? new Set();
      seen.set(next.name, known);
      const key = keyOf(next.input);
      if (!state || known.has(key) || known.size >= MOST_OF_ONE) continue;
      known.add(key);
      this.visits += 1;
      const output = this.pass({ state, input: next.input, item });
      const { written } = state;
      for (const name of nextOf(written)) open.push({ name, input: output });
      for (const one of itemsOf(property(written, "Catch"))) {
        const name = textOf(property(one, "Next"));
        const caught = this.isJsonataState(written) ? next.input : put(one, next.input, CONSTANT);
        if (name !== undefined) open.push({ name, input: caught });
      }
      if (property(written, "End") || textOf(property(written, "Type")) === "Succeed") ends.push(output);
    }
    return anyOf(ends);
  }

  private isJsonataState(written: Value): boolean {
    const own = textOf(property(written, "QueryLanguage"));
    return own === undefined ? this.isJsonata : own === "JSONata";
  }

  private pass(step: Step): Document {
    return this.isJsonataState(step.state.written) ? this.passJsonata(step) : this.passJsonPath(step);
  }

  private scope({ item }: Step, input: Document, isJsonata: boolean, result?: Document): Scope {
    const context = objectOf([
      ["Execution", objectOf([["Input", from(INPUT)]])],
      ["Map", objectOf([["Item", objectOf([["Value", item ?? CONSTANT]])]])],
    ]);
    return { isJsonata, input, context, variables: this.variables, ...(result && { result }) };
  }

  private passJsonPath(step: Step): Document {
    const { written } = step.state;
    const reads = (name: string, of: Document) => {
      const path = property(written, name);
      if (path?.kind === "null") return objectOf([]);
      const text = textOf(path);
      return text === undefined ? of : expression(text, this.scope(step, of, false));
    };
    const input = reads("InputPath", step.input);
    const parameters = property(written, "Parameters");
    const given = parameters ? fill(parameters, this.scope(step, input, false)) : input;
    const inner = this.resultOf(step, given, reads("ItemsPath", input), (item) => {
      const selector = property(written, "ItemSelector") ?? parameters;
      return selector ? fill(selector, this.scope({ ...step, item }, input, false)) : item;
    });
    const selector = property(written, "ResultSelector");
    const result = selector ? fill(selector, this.scope(step, inner, false)) : inner;
    this.assign(written, this.scope(step, result, false));
    return reads("OutputPath", put(written, step.input, result));
  }

  private passJsonata(step: Step): Document {
    const { written } = step.state;
    const { input } = step;
    const scope = this.scope(step, input, true);
    const args = property(written, "Arguments");
    const items = property(written, "Items");
    const given = args ? fill(args, scope) : input;
    const inner = this.resultOf(step, given, items ? fill(items, scope) : input, (item) => {
      const selector = property(written, "ItemSelector");
      return selector ? fill(selector, this.scope({ ...step, item }, input, true)) : item;
    });
    const after = this.scope(step, input, true, inner);
    this.assign(written, after);
    const output = property(written, "Output");
    return output ? fill(output, after) : inner;
  }

  private assign(written: Value, scope: Scope): void {
    const given = fill(property(written, "Assign"), scope);
    if (given.kind !== "object") return;
    for (const [name, value] of given.entries)
      this.variables.set(
        name,
        anyOf([...(this.variables.has(name) ? [this.variables.get(name) ?? CONSTANT] : []), value]),
      );
  }

  /** What the state makes of its arguments. */
  private resultOf(step: Step, given: Document, items: Document, selected: (item: Document) => Document): Document {
    const { name, written, starts } = step.state;
    switch (textOf(property(written, "Type"))) {
      case "Task": {
        this.inputs.set(name, anyOf([...(this.inputs.has(name) ? [this.inputs.get(name) ?? CONSTANT] : []), given]));
        return answerOf(name, writtenText(property(written, "Resource")));
      }
      case "Map": {
        const item = property(written, "ItemReader") ? from(OUTSIDE) : select(items, ["*"]);
        return objectOf([["*", anyOf(starts.map((one) => this.runFrom(one, selected(item), item)))]]);
      }
      case "Parallel":
        return objectOf(starts.map((one, at) => [String(at), this.runFrom(one, given, step.item)]));
      case "Pass": {
        const fixed = property(written, "Result");
        return fixed ? CONSTANT : given;
      }
      default:
        return given;
    }
  }
}

/** The answer of an integration holds that of the function; what other services answer comes from outside. */
function answerOf(name: string, resource: string): Document {
  const [, integration] = /:states:[^:]*:[^:]*:(.+)$/.exec(resource) ?? [];
  if (integration === undefined) return from(name);
  return /^(aws-sdk:)?lambda:invoke$/i.test(integration) ? objectOf([["Payload", from(name)]]) : from(OUTSIDE);
}

function nextOf(written: Value): readonly string[] {
  const holders = [written, ...itemsOf(property(written, "Choices"))];
  const names = [...holders.map((one) => property(one, "Next")), property(written, "Default")];
  return names.flatMap((name) => textOf(name) ?? []);
}

/** The result in its place in the state's input. */
function put(written: Value, base: Document, value: Document): Document {
  const path = property(written, "ResultPath");
  if (path?.kind === "null") return base;
  const at: Path = pathOf((textOf(path) ?? "$").replace(/^\$/, "")) ?? [];
  return at.length === 0 ? value : { kind: "put", base, path: at, value };
}

/** A text with what only the deployment knows left out. */
export function writtenText(value: Value | undefined): string {
  return value?.kind === "join" ? value.parts.map(writtenText).join("") : (textOf(value) ?? "");
}
