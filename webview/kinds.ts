// The closed lists of the model, as values: the page imports only types from the engine. A kind that is missing does not compile.
import type { EdgeKind, NodeKind } from "../language-analysis/model/app-map.ts";
import type { SasNumber, Severity } from "../language-analysis/model/finding.ts";
import type { Access, FocusKind } from "../language-analysis/views/focus-view.ts";
import type { PermissionState } from "../language-analysis/views/permission-states.ts";

const NODE_KIND_SET: Record<NodeKind, true> = {
  public: true,
  endpoint: true,
  schedule: true,
  function: true,
  workflow: true,
  channel: true,
  store: true,
  secret: true,
  identity: true,
  role: true,
  external: true,
};

const EDGE_KIND_SET: Record<EdgeKind, true> = {
  triggers: true,
  invokes: true,
  publishes: true,
  writes: true,
  reads: true,
  connects: true,
  authenticates: true,
  "runs-as": true,
  trusts: true,
  may: true,
};

const SEVERITY_SET: Record<Severity, true> = { critical: true, high: true, medium: true, low: true, info: true };

const PERMISSION_STATE_SET: Record<PermissionState, true> = { missing: true, unused: true, unknown: true, both: true };

/** In the order in which lists show them: as a request travels. Edge kinds: the most telling first. */
export const NODE_KINDS = Object.keys(NODE_KIND_SET) as readonly NodeKind[];
export const EDGE_KINDS = Object.keys(EDGE_KIND_SET) as readonly EdgeKind[];
/** Most severe first. */
export const SEVERITIES = Object.keys(SEVERITY_SET) as readonly Severity[];
const FOCUS_KIND_SET: Record<FocusKind, true> = { radius: true, reach: true, flow: true };
const ACCESS_SET: Record<Access, true> = {
  read: true,
  write: true,
  delete: true,
  invoke: true,
  decrypt: true,
  administer: true,
};
export const FOCUS_KINDS = Object.keys(FOCUS_KIND_SET) as readonly FocusKind[];
export const ACCESSES = Object.keys(ACCESS_SET) as readonly Access[];

/** Worst first. */
export const PERMISSION_STATES = Object.keys(PERMISSION_STATE_SET) as readonly PermissionState[];
export const SAS_NUMBERS: readonly SasNumber[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
