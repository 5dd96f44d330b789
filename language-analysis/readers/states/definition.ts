// Amazon States Language: which functions, channels and stores the tasks of a workflow use.
// Source: Step Functions Developer Guide, "Using Amazon States Language" and "Integrating other services".
import type { EdgeKind, NodeKind } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { DataNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import type { Companions } from "../companions.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { valueOfJsonText, valueOfTree, withSubstitutions } from "../json-text.ts";
import { listValue, mapOf, textValue } from "../make-values.ts";
import { companionPath } from "../paths.ts";
import { addHttpTask, isHttpTask } from "./http-task.ts";
import { integrationOf } from "./integrations.ts";
import { alternatives, dig, elements, entriesOf, firstOf, pattern, referencesIn, word } from "../walk-values.ts";

export interface DefinitionDraft {
  readonly workflow: string;
  readonly nameAt: SourceRange;
  /** A map, or JSON text with references in it. */
  readonly definition: Value | undefined;
  /** Local path of a definition file. */
  readonly file: Value | undefined;
  /** Values for `${Name}` in the definition. */
  readonly substitutions: Value | undefined;
  /** Told of the actions that each call needs, on what it names or else on everything. */
  readonly grant?: (actions: readonly string[], resource: Value | undefined, at: SourceRange) => void;
}

const MAXIMUM_STATES = 2_000;

export function addDefinition(builder: FragmentBuilder, companions: Companions, draft: DefinitionDraft): void {
  for (const option of alternatives(draft.definition)) {
    const read =
      option.kind === "map"
        ? withSubstitutions(option, draft.substitutions)
        : valueOfJsonText(option, draft.substitutions);
    if (read) addStates(builder, draft, read);
  }
  const location = word(draft.file);
  const path = location === undefined ? undefined : companionPath(builder.file, location);
  const root: DataNode | undefined = path === undefined ? undefined : companions.tree(path)?.root;
  if (root && path !== undefined) addStates(builder, draft, valueOfTree(root, path, draft.substitutions));
}

function addStates(builder: FragmentBuilder, draft: DefinitionDraft, definition: Value): void {
  const states: Value[] = [];
  const visit = (machine: Value | undefined): void => {
    for (const { value: state, key } of entriesOf(dig(machine, "States"))) {
      if (states.length >= MAXIMUM_STATES) return;
      const actions = addState(builder, draft, key, state);
      const inner = [...elements(dig(state, "Branches")), firstOf(state, "Iterator", "ItemProcessor")];
      const starts = inner.flatMap((one) => word(dig(one, "StartAt")) ?? []);
      states.push(describeState(key, state, actions, starts));
      for (const one of inner) visit(one);
    }
  };
  visit(definition);
  const [first] = states;
  if (!first) return;
  const startsAt = dig(definition, "StartAt");
  const queryLanguage = dig(definition, "QueryLanguage");
  builder.extendNode(draft.workflow, {
    states: listValue(states, definition.at),
    ...(startsAt && { startsAt }),
    ...(queryLanguage && { queryLanguage }),
  });
}

/** What rules ask of a state, under names that no definition language has. */
function describeState(name: string, state: Value, actions: readonly string[], starts: readonly string[]): Value {
  const resource = dig(state, "Resource");
  const texts = (words: readonly string[], at: SourceRange): Value | undefined =>
    words.length > 0
      ? listValue(
          words.map((one) => textValue(one, at)),
          at,
        )
      : undefined;
  return mapOf(
    {
      name: textValue(name, state.at),
      type: dig(state, "Type"),
      resource,
      actions: texts(actions, resource?.at ?? state.at),
      retry: dig(state, "Retry"),
      catch: dig(state, "Catch"),
      timeout: firstOf(state, "TimeoutSeconds", "TimeoutSecondsPath"),
      heartbeat: firstOf(state, "HeartbeatSeconds", "HeartbeatSecondsPath"),
      isEnd: dig(state, "End"),
      starts: texts(starts, state.at),
      written: dataOf(state),
      mode: dig(state, "ItemProcessor.ProcessorConfig.Mode"),
      maximumConcurrency: firstOf(state, "MaxConcurrency", "MaxConcurrencyPath"),
    },
    state.at,
  );
}

const HOLDERS: ReadonlySet<string> = new Set(["Branches", "Iterator", "ItemProcessor", "Comment", "Retry"]);

/** The state without the states inside of it: how data goes in and comes out. */
function dataOf(state: Value): Value | undefined {
  if (state.kind !== "map") return undefined;
  return { ...state, entries: state.entries.filter(({ key }) => !HOLDERS.has(key)) };
}

/** Edges of the state; the actions that it needs, sorted. */
function addState(builder: FragmentBuilder, draft: DefinitionDraft, name: string, state: Value): readonly string[] {
  const actions = new Set<string>();
  const role = dig(state, "Credentials.RoleArn");
  if (role && !isOfInput(role)) {
    const to = { value: role, kind: "role" as const, service: "iam" };
    builder.addEdge({ from: draft.workflow, to, kind: "runs-as", at: role.at, label: `${name} Credentials` });
  }
  for (const part of [state, dig(state, "ItemReader"), dig(state, "ResultWriter")]) {
    for (const action of part ? addCall(builder, draft, name, part) : []) actions.add(action);
  }
  return [...actions].sort();
}

function addCall(builder: FragmentBuilder, draft: DefinitionDraft, name: string, state: Value): readonly string[] {
  const resource = dig(state, "Resource");
  if (!resource) return [];
  if (isHttpTask(pattern(resource))) return addHttpTask(builder, draft, name, state);
  const found = integrationOf(pattern(resource));
  if (!found) {
    if (pattern(resource).includes(":states:::")) return [];
    return addFunctionOrActivity(builder, draft, name, resource);
  }
  const { actions, target } = found;
  let isNamed = false;
  for (const parameter of target?.parameters ?? []) {
    for (const value of namedIn(state, parameter)) {
      const to = { value, kind: target?.kind ?? "store", service: target?.service ?? "" };
      addLink(builder, draft, target?.edge ?? "writes", to, { name, at: state.at, actions });
      isNamed = true;
    }
  }
  if (!isNamed) draft.grant?.(actions, undefined, state.at);
  return actions;
}

/** The values of a parameter: of events, one for each entry; of a request on several tables, the tables. */
function namedIn(state: Value, parameter: string): readonly Value[] {
  const [first = "", inner] = parameter.split(".");
  const value = firstOf(state, `Parameters.${first}`, `Arguments.${first}`);
  if (!value) return [];
  if (inner !== undefined) return elements(value).flatMap((item) => dig(item, inner) ?? []);
  if (first !== "RequestItems" && first !== "TransactItems") return [value];
  const named = elements(value).flatMap((item) =>
    entriesOf(item).flatMap((entry) => dig(entry.value, "TableName") ?? []),
  );
  return named.length > 0 ? named : referencesIn(value);
}

function addFunctionOrActivity(
  builder: FragmentBuilder,
  draft: DefinitionDraft,
  name: string,
  resource: Value,
): readonly string[] {
  const node =
    resource.kind === "reference" &&
    resource.to.by === "logical-id" &&
    builder.node(builder.idOf(resource.to.logicalId));
  const isActivity = (node && node.kind === "channel") || /:activity:/.test(pattern(resource));
  const to = isActivity
    ? ({ value: resource, kind: "channel", service: "states-activity" } as const)
    : ({ value: resource, kind: "function", service: "lambda" } as const);
  const actions = isActivity ? [] : ["lambda:InvokeFunction"];
  addLink(builder, draft, isActivity ? "publishes" : "invokes", to, { name, at: resource.at, actions });
  return actions;
}

function addLink(
  builder: FragmentBuilder,
  draft: DefinitionDraft,
  kind: EdgeKind,
  to: { readonly value: Value; readonly kind: NodeKind; readonly service: string },
  { name, at, actions }: { readonly name: string; readonly at: SourceRange; readonly actions: readonly string[] },
): void {
  const isKnown = !isOfInput(to.value);
  if (actions.length > 0) draft.grant?.(actions, isKnown ? to.value : undefined, at);
  if (!isKnown) return;
  builder.addEdge({ from: draft.workflow, to, kind, at, label: name, ...(actions.length > 0 && { actions }) });
}

/** A value taken from the state's input (JSONPath, JSONata) is known only at run time. */
function isOfInput(value: Value): boolean {
  return value.kind === "text" && /^(\$|\{%)/.test(value.value);
}
