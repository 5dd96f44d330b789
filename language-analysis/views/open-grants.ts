// Grants that no edge of the map shows, since what they are on is no node: everything (`*`), or a pattern that fits nothing here.
// They are for programs that count what a role may do. The map leaves them to the statements: nothing is reached through them.
import { serviceOf } from "../iam/action.ts";
import { valueText } from "../graph/value-text.ts";
import type { AppMap, NodeId, OwnedStatement } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import { textOf, type Value } from "../model/value.ts";

export interface OpenGrant {
  readonly from: NodeId;
  readonly to: AnyResource;
  /** Sorted; empty for what a `NotAction` leaves over. */
  readonly actions: readonly string[];
  readonly evidence: readonly { readonly at: SourceRange; readonly label: string }[];
}

/** Whatever a policy's resource pattern fits in one service. */
export interface AnyResource {
  /** `*#dynamodb` for any resource of the service, `template.yaml#any:s3:arn:aws:s3:::x*` for those that fit a pattern. */
  readonly id: string;
  /** Service prefix of the actions; `*` for all services. */
  readonly service: string;
  readonly name: string;
  /** Absent when it means the same everywhere. */
  readonly at?: SourceRange;
}

/** One for each role and resource pattern, in the order of their ids. */
export function openGrants({ nodes, edges, statements }: AppMap): readonly OpenGrant[] {
  const groups = new Map(nodes.map(({ id, group }) => [id, group]));
  const drawn = new Map<string, Set<string>>();
  for (const { kind, from, actions = [], evidence } of edges) {
    if (kind !== "may") continue;
    for (const { at } of evidence) addAll(drawn, grantKey(from, at), actions);
  }
  const grants = new Map<string, OpenGrant>();
  for (const statement of statements) {
    const { owner, at, policy, effect } = statement;
    const group = groups.get(owner);
    if (policy !== "identity" || effect !== "Allow" || group === undefined) continue;
    const shown = drawn.get(grantKey(owner, at)) ?? new Set();
    for (const resource of statement.resources) {
      const isAll = textOf(resource) === "*";
      for (const [service, actions] of actionsByService(statement)) {
        const open = isAll ? actions : actions.filter((action) => !shown.has(action));
        if (open.length === 0 && statement.notActions.length === 0) continue;
        const to = isAll ? anyOf(service) : fitting(service, resource, group);
        const label =
          statement.notActions.length > 0 ? `all but ${statement.notActions.map(valueText).join(", ")}` : to.name;
        const key = `${owner}|${to.id}`;
        const known = grants.get(key);
        grants.set(key, {
          from: owner,
          to: known?.to ?? to,
          actions: [...new Set([...(known?.actions ?? []), ...open])].sort(),
          evidence: [...(known?.evidence ?? []), { at, label }],
        });
      }
    }
  }
  return [...grants].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

function actionsByService({ actions, notActions }: OwnedStatement): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  if (notActions.length > 0) groups.set("*", []);
  for (const value of actions) {
    const action = textOf(value);
    if (action === undefined) continue;
    const service = serviceOf(action);
    groups.set(service, [...(groups.get(service) ?? []), action]);
  }
  return groups;
}

function anyOf(service: string): AnyResource {
  return { id: `*#${service}`, service, name: service === "*" ? "any resource" : `any ${service} resource` };
}

function fitting(service: string, resource: Value, group: string): AnyResource {
  const name = valueText(resource);
  return { id: `${group}#any:${service}:${name}`, service, name, at: resource.at };
}

function grantKey(owner: NodeId, { file, start, end }: SourceRange): string {
  return [owner, file, start.line, start.character, end.line, end.character].join("|");
}

function addAll(map: Map<string, Set<string>>, key: string, items: readonly string[]): void {
  const known = map.get(key) ?? new Set();
  for (const item of items) known.add(item);
  map.set(key, known);
}
