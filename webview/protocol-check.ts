// Checks the shape of every message before it is dispatched, on both sides.
import type { LayoutResult } from "../language-analysis/model/layout.ts";
import type { EdgeKind, NodeKind, Provider, Trigger } from "../language-analysis/model/app-map.ts";
import type { RuleId, SasNumber, Severity } from "../language-analysis/model/finding.ts";
import type {
  EdgeView,
  EvidenceView,
  FindingView,
  GraphView,
  GroupView,
  NodeView,
  Overview,
  OverviewEdge,
  PermissionView,
  RiskBadge,
  RuleView,
  UnresolvedView,
} from "../language-analysis/views/graph-view.ts";
import type { PermissionState } from "../language-analysis/views/permission-states.ts";
import type { PermissionPlace, PermissionRow, PermissionTable } from "../language-analysis/views/permission-table.ts";
import type {
  Access,
  FocusEntry,
  FocusKind,
  FocusRequest,
  FocusStep,
  FocusView,
} from "../language-analysis/views/focus-view.ts";
import { ACCESSES, EDGE_KINDS, FOCUS_KINDS, NODE_KINDS, PERMISSION_STATES, SAS_NUMBERS, SEVERITIES } from "./kinds.ts";
import type { FromWebview, ToWebview } from "./protocol.ts";
import {
  isBoolean,
  isId,
  isIndex,
  isNumber,
  isText,
  isTrue,
  listOf,
  oneOf,
  optional,
  recordOf,
  shape,
  type Check,
} from "./validate.ts";

const isNodeKind = oneOf<NodeKind>(NODE_KINDS);
const isEdgeKind = oneOf<EdgeKind>(EDGE_KINDS);
const isSeverity = oneOf<Severity>(SEVERITIES);
const isSas = oneOf<SasNumber>(SAS_NUMBERS);
const isConfidence = oneOf(["high", "medium", "low"] as const);
// Triggers and providers are only shown: a new one must not blank the map.
const isTrigger = isText as Check<Trigger>;
const isProvider = isText as Check<Provider>;
const isRuleId: Check<RuleId> = (value): value is RuleId =>
  typeof value === "string" && /^SAS-([1-9]|10)\/[a-z0-9-]+$/.test(value);
const isCounts = recordOf(isNumber);

const isRisk = shape<RiskBadge>({ worst: isSeverity, findings: isNumber, sas: listOf(isSas) });

const isGroup = shape<GroupView>({
  id: isId,
  label: isText,
  path: isText,
  nodes: listOf(isId),
  functions: isNumber,
  counts: isCounts,
  risk: optional(isRisk),
  hubs: listOf(isId),
});

const isNode = shape<NodeView>({
  id: isId,
  kind: isNodeKind,
  provider: isProvider,
  service: isText,
  label: isText,
  sublabel: isText,
  group: isId,
  risk: optional(isRisk),
  undeclared: optional(isTrue),
  declaredElsewhere: optional(isTrue),
  isApi: optional(isTrue),
  exposure: optional(oneOf(["open", "authenticated", "unknown"] as const)),
  data: optional(
    shape<NonNullable<NodeView["data"]>>({
      kinds: listOf(oneOf(["credentials", "payment", "health", "personal"] as const)),
      confidence: isConfidence,
    }),
  ),
  place: optional(isText),
  handlerPlace: optional(isText),
  facts: listOf(shape<{ label: string; text: string }>({ label: isText, text: isText })),
});

const isEvidence = shape<EvidenceView>({
  kind: oneOf(["declared", "granted", "observed"] as const),
  label: isText,
  place: isText,
});

const isPermissionState = oneOf<PermissionState>(PERMISSION_STATES);

const isPermission = shape<PermissionView>({
  state: isPermissionState,
  isWildcard: optional(isTrue),
  status: oneOf(["granted", "used", "both"] as const),
  granted: listOf(isText),
  used: listOf(isText),
  unused: listOf(isText),
  missing: listOf(isText),
  wildcards: listOf(isText),
  isComplete: isBoolean,
});

const isEdge = shape<EdgeView>({
  id: isId,
  from: isId,
  to: isId,
  kind: isEdgeKind,
  trigger: optional(isTrigger),
  label: isText,
  confidence: isConfidence,
  reason: optional(isText),
  isPermissionOnly: isBoolean,
  actions: listOf(isText),
  actionCount: isNumber,
  permission: optional(isPermission),
  evidence: listOf(isEvidence),
});

const isOverview = shape<Overview>({
  isRecommended: isBoolean,
  hubs: listOf(isId),
  edges: listOf(shape<OverviewEdge>({ id: isId, from: isId, to: isId, count: isNumber, kinds: listOf(isEdgeKind) })),
});

const isFinding = shape<FindingView>({
  id: isId,
  node: isId,
  edge: optional(isId),
  rule: isRuleId,
  sas: isSas,
  severity: isSeverity,
  confidence: isConfidence,
  message: isText,
  reasons: listOf(isText),
  place: isText,
  steps: listOf(shape<{ text: string; place: string }>({ text: isText, place: isText })),
  fixes: listOf(isText),
});

const isRule = shape<RuleView>({
  id: isRuleId,
  title: isText,
  why: isText,
  mitigation: isText,
  source: isText,
  snippets: listOf(
    shape<{ title: string; language: string; text: string }>({ title: isText, language: isText, text: isText }),
  ),
});

const isGraph = shape<GraphView>({
  revision: isNumber,
  groups: listOf(isGroup),
  nodes: listOf(isNode),
  edges: listOf(isEdge),
  overview: isOverview,
  findings: listOf(isFinding),
  rules: listOf(isRule),
  unresolved: listOf(shape<UnresolvedView>({ subject: isText, message: isText, place: isText })),
  counts: shape<GraphView["counts"]>({
    nodesByKind: isCounts,
    findingsBySas: isCounts,
    findingsBySeverity: isCounts,
    problems: isNumber,
  }),
});

const isPermissionPlaces = listOf(shape<PermissionPlace>({ label: isText, place: isText }));
const isPermissionTable = shape<PermissionTable>({
  node: isId,
  rows: listOf(
    shape<PermissionRow>({
      state: isPermissionState,
      isWildcard: optional(isTrue),
      actions: listOf(isText),
      resource: isText,
      node: optional(isId),
      granted: isPermissionPlaces,
      used: isPermissionPlaces,
    }),
  ),
  left: isNumber,
  gaps: listOf(isText),
});

const isFocusKind = oneOf<FocusKind>(FOCUS_KINDS);
const isAccess = oneOf<Access>(ACCESSES);
const isFocus = shape<FocusView>({
  kind: isFocusKind,
  id: isId,
  node: isId,
  title: isText,
  text: isText,
  entries: listOf(
    shape<FocusEntry>({
      node: isId,
      access: listOf(isAccess),
      actions: listOf(isText),
      how: optional(oneOf(["granted", "influenced"] as const)),
      confidence: isConfidence,
      path: listOf(shape<FocusStep>({ from: isId, to: isId, text: isText, place: isText })),
    }),
  ),
  left: isNumber,
});

const isPoint = shape<{ x: number; y: number }>({ x: isNumber, y: isNumber });

export const isLayout = shape<LayoutResult>({
  mode: oneOf(["full", "overview"] as const),
  engine: oneOf(["elk", "columns"] as const),
  nodes: recordOf(isPoint),
  groups: recordOf(
    shape<{ x: number; y: number; width: number; height: number }>({
      x: isNumber,
      y: isNumber,
      width: isNumber,
      height: isNumber,
    }),
  ),
  routes: recordOf(listOf(isPoint)),
});

/** One check per message type, of everything but `type`. */
type MessageChecks<M extends { type: string }> = {
  readonly [T in M["type"]]: Check<Omit<Extract<M, { type: T }>, "type">>;
};

const TO_WEBVIEW: MessageChecks<ToWebview> = {
  showGraph: shape({ graph: isGraph, layout: isLayout }),
  showLayout: shape({ revision: isNumber, layout: isLayout }),
  showStatus: shape({
    status: oneOf(["analysing", "ready", "cancelled", "failed"] as const),
    detail: optional(isText),
  }),
  selectNode: shape({ node: isId }),
  showPermissions: shape({ table: isPermissionTable }),
  showFocus: shape({ focus: optional(isFocus) }),
  setStrings: shape({ strings: recordOf(isText) }),
};

const nothing = shape<object>({});
const isAspect: Check<number> = (value): value is number => isNumber(value) && value > 0;

const FROM_WEBVIEW: MessageChecks<FromWebview> = {
  ready: shape({ showPermissions: isBoolean, aspect: optional(isAspect) }),
  openSource: shape({ node: isId }),
  openHandler: shape({ node: isId }),
  openEvidence: shape({ edge: isId, evidence: isIndex }),
  openFinding: shape({ finding: isId }),
  openStep: shape({ finding: isId, step: isIndex }),
  loadPermissions: shape({ node: isId }),
  openPermission: shape({ node: isId, row: isIndex, side: oneOf(["granted", "used"] as const), place: isIndex }),
  showPolicy: shape({ node: isId }),
  focus: shape({ on: optional(shape<FocusRequest>({ kind: isFocusKind, id: isId })) }),
  openFocusStep: shape({ entry: isIndex, step: isIndex, isPassing: isBoolean }),
  openUnresolved: shape({ unresolved: isIndex, revision: isNumber }),
  applyFix: shape({ finding: isId, fix: isIndex }),
  selected: shape({ node: optional(isId) }),
  relayout: shape({ showPermissions: isBoolean, aspect: optional(isAspect) }),
  analyse: nothing,
  showLog: nothing,
  report: shape({ text: isId }),
};

/** The message when it is one of ours with the right shape; undefined for everything else. Never throws. */
export function parseToWebview(value: unknown): ToWebview | undefined {
  return parse<ToWebview>(TO_WEBVIEW, value);
}

export function parseFromWebview(value: unknown): FromWebview | undefined {
  return parse<FromWebview>(FROM_WEBVIEW, value);
}

function parse<M extends { type: string }>(checks: MessageChecks<M>, value: unknown): M | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "type")) return undefined;
  const type = (value as { type: unknown }).type;
  if (typeof type !== "string" || !Object.hasOwn(checks, type)) return undefined;
  const check: Check<unknown> = checks[type as M["type"]];
  return check(value) ? (value as M) : undefined;
}
