// Amazon States Language: which functions, channels and stores the tasks of a workflow use.
// Source: Step Functions Developer Guide, "Using Amazon States Language" and "Integrating other services".
import type { EdgeKind } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { DataNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import type { Companions } from "../companions.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { valueOfJsonText, valueOfTree } from "../json-text.ts";
import { companionPath } from "../paths.ts";
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
}

/** What a task of an optimised integration does to the resource that its parameters name. */
interface Integration {
  readonly kind: EdgeKind;
  readonly target: "function" | "workflow" | "channel" | "store";
  readonly service: string;
  readonly parameters: readonly string[];
}

const INTEGRATIONS: readonly (readonly [resource: RegExp, Integration])[] = [
  [/:lambda:invoke/i, { kind: "invokes", target: "function", service: "lambda", parameters: ["FunctionName"] }],
  [
    /:states:startExecution/i,
    { kind: "invokes", target: "workflow", service: "states", parameters: ["StateMachineArn"] },
  ],
  [/:(sqs:sendMessage)/i, { kind: "publishes", target: "channel", service: "sqs", parameters: ["QueueUrl"] }],
  [/:sns:publish/i, { kind: "publishes", target: "channel", service: "sns", parameters: ["TopicArn"] }],
  [
    /:kinesis:put/i,
    { kind: "publishes", target: "channel", service: "kinesis", parameters: ["StreamName", "StreamARN"] },
  ],
  [/:events:putEvents/i, { kind: "publishes", target: "channel", service: "events", parameters: ["Entries"] }],
  [
    /:dynamodb:(get|query|scan|batchGet|batchExecute)/i,
    { kind: "reads", target: "store", service: "dynamodb", parameters: ["TableName"] },
  ],
  [/:dynamodb:/i, { kind: "writes", target: "store", service: "dynamodb", parameters: ["TableName", "RequestItems"] }],
  [/:s3:(put|delete|copy)/i, { kind: "writes", target: "store", service: "s3", parameters: ["Bucket"] }],
  [/:s3:/i, { kind: "reads", target: "store", service: "s3", parameters: ["Bucket"] }],
];

const MAXIMUM_STATES = 2_000;

export function addDefinition(builder: FragmentBuilder, companions: Companions, draft: DefinitionDraft): void {
  for (const option of alternatives(draft.definition)) {
    const read = option.kind === "map" ? option : valueOfJsonText(option, draft.substitutions);
    if (read) addStates(builder, draft, read);
  }
  const location = word(draft.file);
  const path = location === undefined ? undefined : companionPath(builder.file, location);
  const root: DataNode | undefined = path === undefined ? undefined : companions.tree(path)?.root;
  if (root && path !== undefined) addStates(builder, draft, valueOfTree(root, path, draft.substitutions));
}

function addStates(builder: FragmentBuilder, draft: DefinitionDraft, definition: Value): void {
  let left = MAXIMUM_STATES;
  const visit = (machine: Value | undefined): void => {
    for (const { value: state, key } of entriesOf(dig(machine, "States"))) {
      if (--left < 0) return;
      addTask(builder, draft, key, state);
      for (const branch of elements(dig(state, "Branches"))) visit(branch);
      visit(firstOf(state, "Iterator", "ItemProcessor"));
      const bucket = dig(state, "ItemReader.Parameters.Bucket") ?? dig(state, "ItemReader.Arguments.Bucket");
      if (bucket) addLink(builder, draft, "reads", { value: bucket, kind: "store", service: "s3" }, key, state.at);
      const results = dig(state, "ResultWriter.Parameters.Bucket");
      if (results) addLink(builder, draft, "writes", { value: results, kind: "store", service: "s3" }, key, state.at);
    }
  };
  visit(definition);
}

function addTask(builder: FragmentBuilder, draft: DefinitionDraft, name: string, state: Value): void {
  const resource = dig(state, "Resource");
  if (!resource) return;
  const text = pattern(resource);
  const found = INTEGRATIONS.find(([shape]) => text.includes(":states:") && shape.test(text))?.[1];
  if (!found) {
    if (text.includes(":states:::")) return;
    const to = { value: resource, kind: "function" as const, service: "lambda" };
    addLink(builder, draft, "invokes", to, name, resource.at);
    return;
  }
  for (const parameter of found.parameters) {
    const value = firstOf(state, `Parameters.${parameter}`, `Arguments.${parameter}`);
    if (!value) continue;
    const end = { kind: found.target, service: found.service };
    if (parameter === "Entries") {
      for (const entry of elements(value)) {
        addLink(builder, draft, found.kind, { value: dig(entry, "EventBusName"), ...end }, name, state.at);
      }
    } else if (parameter === "RequestItems") {
      for (const reference of referencesIn(value)) {
        addLink(builder, draft, found.kind, { value: reference, ...end }, name, state.at);
      }
    } else addLink(builder, draft, found.kind, { value, ...end }, name, state.at);
  }
}

function addLink(
  builder: FragmentBuilder,
  draft: DefinitionDraft,
  kind: EdgeKind,
  to: { readonly value: Value | undefined; readonly kind: Integration["target"]; readonly service: string },
  name: string,
  at: SourceRange,
): void {
  // A value taken from the state's input (JSONPath, JSONata) is known only at run time.
  if (to.value?.kind === "text" && /^(\$|\{%)/.test(to.value.value)) return;
  builder.addEdge({ from: draft.workflow, to, kind, at, label: name });
}
