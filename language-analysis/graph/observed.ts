// What code is seen to do: for each function the SDK calls it can reach, each with the node it works on.
import { matchesAction } from "../iam/action.ts";
import type { MapEdge, MapNode, NodeId, NodeKind } from "../model/app-map.ts";
import { type CodeValue, SCHEDULED_TARGET, type SdkCall } from "../model/code-facts.ts";
import { say } from "../model/message.ts";
import { rangeOf, type SourceRange } from "../model/range.ts";
import type { UsedResource } from "../model/usage.ts";
import { UNCERTAIN_CLIENT, UseRecorder, worst } from "./use-recorder.ts";
import { usageGaps } from "./usage-gaps.ts";
import { callNeeds, type Need } from "./call-needs.ts";
import type { CodeContext, CodeValues } from "./code-values.ts";
import type { MapDraft } from "./map-draft.ts";
import { isAccountOperation, kindOf, operationShape, type OperationShape } from "./operations.ts";
import type { Programs, Reached } from "./reach.ts";
import type { NameText } from "./name-text.ts";
import { addOwnRequests } from "./own-requests.ts";
import type { Place, Resolution, Resolver, Target } from "./resolver.ts";
import { labelOf, serviceName } from "./service-names.ts";
import { serviceShape, serviceWord } from "./services.ts";

export interface ObservedInput {
  readonly programs: Programs;
  readonly values: CodeValues;
  readonly resolver: Resolver;
}

/** The API of a websocket route, with the nodes that it means outside of the workspace. */
export interface Socket {
  readonly api: NodeId;
  readonly elsewhere: readonly MapNode[];
}

/** What the templates say of a function. */
export interface FunctionContext {
  /** Edges to nodes that the function's roles may use. */
  readonly grants: readonly MapEdge[];
  readonly triggeredBy: CodeContext["triggeredBy"];
  /** Of the routes that trigger it. */
  readonly sockets: readonly Socket[];
}

export interface Observed {
  readonly node: MapNode;
  readonly reached: Reached;
  readonly context: FunctionContext;
}

/** Calls that say nothing about the app's resources: they need permissions, and are not drawn. */
const IGNORED = new Set([
  "application-autoscaling",
  "cloudformation",
  "cloudwatch",
  "ec2",
  "iam",
  "logs",
  "sts",
  "tag",
  "xray",
]);

/** What a schedule does with its target. */
const SCHEDULED_KINDS: ReadonlyMap<NodeKind, OperationShape["kind"]> = new Map([
  ["function", "invokes"],
  ["workflow", "invokes"],
  ["channel", "publishes"],
]);

type OtherNeed = Extract<Need["on"], { kind: "other" }> & Pick<Need, "actions">;

export class Observer {
  /** Of the function that is looked at. */
  private readonly uses = new UseRecorder();

  constructor(
    private readonly input: ObservedInput,
    private readonly draft: MapDraft,
  ) {}

  /** Adds the edges of one function. */
  observe(observed: Observed): void {
    const { node, reached } = observed;
    const { triggeredBy } = observed.context;
    for (const [file, functions] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const call of this.input.programs.file(file)?.facts.sdkCalls ?? []) {
        if (!functions.has(call.functionIndex)) continue;
        const context = { file, node: node.id, environment: node.properties["environment"], triggeredBy };
        this.observeCall(observed, call, rangeOf(file, call.callAt), context);
      }
    }
    this.draft.usage.push({ node: node.id, uses: this.uses.take(), gaps: usageGaps(this.input.programs, reached) });
    addOwnRequests(node, reached, this.input.programs, this.input.resolver.index, this.draft);
  }

  private observeCall(observed: Observed, call: SdkCall, at: SourceRange, context: CodeContext): void {
    const shape = operationShape(call);
    this.observeOwn(observed, call, at, shape, context);
    for (const { service, resource } of call.also ?? [])
      if (service === SCHEDULED_TARGET) this.observeScheduled(observed, call, at, resource, context);
    for (const { on, actions } of callNeeds(call)) {
      if (on.kind === "any") this.uses.add(call, at, actions, { kind: "any" });
      else if (on.kind === "other") this.observeOther(observed, call, at, { ...on, actions }, context);
    }
  }

  /** What the schedule that the call makes will start. */
  private observeScheduled(
    observed: Observed,
    call: SdkCall,
    at: SourceRange,
    resource: CodeValue,
    context: CodeContext,
  ): void {
    const texts = this.input.values.texts(resource, context);
    for (const target of this.input.resolver.resolveTexts(texts, {}, { group: observed.node.group, at }).targets) {
      const kind = SCHEDULED_KINDS.get(this.draft.node(target.node)?.kind ?? "external");
      if (kind) this.add(observed, call, at, { kind, actions: [] }, target);
    }
  }

  /** A resource that the call names beside its own: the source of a copy, the image that a model looks at. */
  private observeOther(
    observed: Observed,
    call: SdkCall,
    at: SourceRange,
    { service, resource, actions }: OtherNeed,
    context: CodeContext,
  ): void {
    const place = { group: observed.node.group, at };
    const texts = this.input.values.texts(resource, context);
    const { targets, missing } = this.input.resolver.resolveTexts(texts, serviceShape(service) ?? {}, place);
    for (const target of targets) {
      const isDrawn = service !== "iam";
      const isOnMap = isDrawn || !this.draft.elsewhere.nodes.has(target.node);
      if (isDrawn) this.add(observed, call, at, { kind: kindOf(actions), actions }, target);
      const name = this.draft.node(target.node)?.name ?? "*";
      this.uses.add(call, at, actions, isOnMap ? nodeOf(call, target) : { kind: "named", service, name }, target);
    }
    const [open] = missing;
    if (open) this.uses.add(call, at, actions, { kind: "unknown", reason: open.text });
  }

  /** What a call that is not drawn works on. */
  private undrawn(
    call: SdkCall,
    at: SourceRange,
    { actions }: OperationShape,
    context: CodeContext,
    place: Place,
  ): void {
    if (!call.resource) return this.uses.add(call, at, actions, { kind: "any" });
    const { names } = this.input.resolver.index;
    for (const text of this.input.values.texts(call.resource, context)) {
      const { targets } = this.input.resolver.resolveTexts([text], serviceShape(call.service) ?? {}, place);
      const [target] = targets;
      // A name that no edge refers to is not on the map.
      const isNode = target && !this.draft.elsewhere.nodes.has(target.node);
      if (isNode) this.uses.add(call, at, actions, { kind: "node", node: target.node }, target);
      else this.uses.add(call, at, actions, { kind: "named", service: call.service, name: names.display(text.text) });
    }
  }

  private observeOwn(
    observed: Observed,
    call: SdkCall,
    at: SourceRange,
    shape: OperationShape,
    context: CodeContext,
  ): void {
    const { node } = observed;
    const place = { group: node.group, at };
    const service = serviceShape(call.service);
    if (IGNORED.has(call.service)) return this.undrawn(call, at, shape, context, place);
    if (!service) {
      this.undrawn(call, at, shape, context, place);
      const external = this.draft.elsewhere.external(call.service, serviceName(call.service), place);
      this.add(observed, call, at, { ...shape, kind: "connects" }, { node: external, confidence: "high" });
      return;
    }
    if (!call.resource && isAccountOperation(call.operation))
      return this.uses.add(call, at, shape.actions, { kind: "any" });
    if (!call.resource && service.service === "sns") {
      this.uses.add(call, at, shape.actions, { kind: "any" });
      const phone = this.draft.elsewhere.external("sms", "SMS", place);
      this.add(
        observed,
        call,
        at,
        { ...shape, kind: "connects" },
        { node: phone, confidence: "medium", reason: "the call names no topic" },
      );
      return;
    }
    const texts = call.resource ? this.input.values.texts(call.resource, context) : [];
    const { targets, missing } = this.resolve(observed, call, texts, place);
    for (const target of targets) {
      this.add(observed, call, at, shape, target);
      this.uses.add(call, at, shape.actions, nodeOf(call, target), target);
    }
    const [open] = missing;
    const reason = open?.text ?? "the call does not name it";
    if (open && targets.length > 0) {
      this.uses.add(call, at, shape.actions, { kind: "unknown", reason }, { confidence: "low", reason });
    }
    if (targets.length > 0) return;
    const granted = this.onlyGranted(observed, service.service, shape);
    if (granted) this.add(observed, call, at, shape, granted);
    this.uses.add(call, at, shape.actions, { kind: "unknown", reason });
    this.draft.unresolved.push({
      reason: open?.reason ?? "dynamic-value",
      subject: `resource of ${labelOf(call)}`,
      message: say("What {0} works on is not known: {1}.", labelOf(call), reason),
      at: rangeOf(context.file, call.resource?.at ?? call.at),
    });
  }

  private resolve(observed: Observed, call: SdkCall, texts: readonly NameText[], place: Place): Resolution {
    // What is sent back over a websocket goes to the API that the connection came through, whatever its id.
    const sockets = call.service === "execute-api" ? observed.context.sockets : [];
    for (const { elsewhere } of sockets) for (const node of elsewhere) this.draft.elsewhere.add(node);
    const apis = [...new Set(sockets.map(({ api }) => api))];
    if (apis.length > 0) return { targets: apis.map((node) => ({ node, confidence: "high" })), missing: [] };
    if (call.service !== "execute-api")
      return this.input.resolver.resolveTexts(texts, serviceShape(call.service) ?? {}, place);
    return { targets: [], missing: [{ reason: "dynamic-value", text: "no websocket route triggers the function" }] };
  }

  /** When the role allows the call on exactly one node of the service, that is the best guess. */
  private onlyGranted({ context: { grants } }: Observed, service: string, shape: OperationShape): Target | undefined {
    const allowed = grants.filter((edge) => {
      const isService = serviceWord(this.draft.node(edge.to)?.service ?? "") === service;
      return isService && shape.actions.some((needed) => edge.actions?.some((action) => matchesAction(action, needed)));
    });
    const ids = [...new Set(allowed.map((edge) => edge.to))];
    const [only] = ids;
    if (only === undefined || ids.length > 1) return undefined;
    return { node: only, confidence: "low", reason: "guessed: the only one its role may use" };
  }

  private add(
    { node, context: { grants } }: Observed,
    call: SdkCall,
    at: SourceRange,
    shape: OperationShape,
    target: Target,
  ): void {
    if (target.node === node.id && shape.kind !== "invokes") return;
    const confidence = worst(call.confidence, target.confidence);
    const reason = target.reason ?? (confidence === "high" ? undefined : UNCERTAIN_CLIENT);
    this.draft.edges.add({
      from: node.id,
      to: target.node,
      kind: shape.kind,
      actions: shape.actions,
      evidence: { kind: "observed", at, label: labelOf(call) },
      confidence,
      ...(reason === undefined ? {} : { reason }),
    });
    for (const grant of grants) {
      if (grant.to !== target.node) continue;
      if (!shape.actions.some((needed) => grant.actions?.some((action) => matchesAction(action, needed)))) continue;
      for (const evidence of grant.evidence) {
        this.draft.edges.add({ from: node.id, to: target.node, kind: shape.kind, evidence, confidence: "low" });
      }
    }
  }
}

/** A query on an index needs the permission on the index, not on the table. */
function nodeOf({ given }: SdkCall, { node }: Target): UsedResource {
  const index = given?.["IndexName"];
  return index === undefined ? { kind: "node", node } : { kind: "node", node, part: `index/${index}` };
}
