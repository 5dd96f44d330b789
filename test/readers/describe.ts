// Short forms of what readers give, so that a table row fits on a line. A range is shown as the text that it covers.
import type { EdgeEnd, Fragment, ReadResponse } from "../../language-analysis/model/fragment.ts";
import type { SourceRange } from "../../language-analysis/model/range.ts";
import type { Reference, Value } from "../../language-analysis/model/value.ts";
import { readTemplate } from "../../language-analysis/readers/index.ts";

/** Reads a template with the files that it asks for, as the host does. */
export function read(text: string, path = "template.yaml", files: Readonly<Record<string, string>> = {}): ReadResponse {
  const companions: Record<string, string | null> = {};
  for (let round = 0; ; round++) {
    const response = readTemplate({ path, text, companions });
    const missing = response.needs.filter((need) => !(need in companions));
    if (missing.length === 0 || round > 10) return response;
    for (const need of missing) companions[need] = files[need] ?? null;
  }
}

export function readFragment(text: string, path?: string, files?: Readonly<Record<string, string>>): Fragment {
  const { fragment } = read(text, path, files);
  if (!fragment) throw new Error("The text is claimed by no reader.");
  return fragment;
}

export function covered(text: string, { start, end }: SourceRange): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, end.character);
  lines[0] = (lines[0] ?? "").slice(start.character);
  return lines.join("\n");
}

export function show(value: Value | undefined): string {
  if (!value) return "absent";
  const assumed = value.assumed === undefined ? "" : ` (${value.assumed})`;
  return bare(value) + assumed;
}

function bare(value: Value): string {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.value);
    case "number":
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "list":
      return `[${value.items.map(show).join(", ")}]`;
    case "map":
      return `{${value.entries.map(({ key, value: inner }) => `${key}: ${show(inner)}`).join(", ")}}`;
    case "reference":
      return showReference(value.to);
    case "join":
      return `join(${value.parts.map(show).join(", ")})`;
    case "choice":
      return `${value.condition} ? ${value.options.map(show).join(" : ")}`;
    case "unresolved":
      return `unknown(${value.reason})`;
  }
}

function showReference(to: Reference): string {
  switch (to.by) {
    case "logical-id":
      return to.attribute === undefined ? `#${to.logicalId}` : `#${to.logicalId}.${to.attribute}`;
    case "parameter":
      return `parameter ${to.name}`;
    case "pseudo":
      return to.name;
    case "export":
      return `export ${show(to.name)}`;
    case "stack-output":
      return `#${to.logicalId} output ${to.output}`;
    case "stored-value":
      return `${to.service} ${to.name}`;
  }
}

function showEnd(end: EdgeEnd): string {
  if ("node" in end) return end.node.slice(end.node.indexOf("#") + 1);
  if ("public" in end) return "internet";
  return `<${show(end.value)}${end.service === undefined ? "" : ` as ${end.service}`}>`;
}

/** `from -kind trigger-> to`, in the fragment's order. */
export function showEdges({ edges }: Fragment, ...kinds: readonly string[]): readonly string[] {
  return edges
    .filter((edge) => kinds.length === 0 || kinds.includes(edge.kind))
    .map((edge) => {
      const trigger = edge.trigger === undefined ? "" : ` ${edge.trigger}`;
      return `${showEnd(edge.from)} -${edge.kind}${trigger}-> ${showEnd(edge.to)}`;
    });
}

/** `kind/service id`, with the authentication of endpoints. */
export function showNodes({ nodes }: Fragment): readonly string[] {
  return nodes.map((node) => {
    const authentication = node.properties["authentication"];
    const how = authentication ? ` ${show(authentication)}` : "";
    return `${node.kind}/${node.service} ${node.id.slice(node.id.indexOf("#") + 1)}${how}`;
  });
}

/** `owner policy effect [actions] on [resources] by origin`. */
export function showStatements({ statements }: Fragment, policy?: string): readonly string[] {
  return statements
    .filter((statement) => policy === undefined || statement.policy === policy)
    .map((statement) => {
      const not = (value: Value): string => `not ${plain(value)}`;
      const actions = [...statement.actions.map(plain), ...statement.notActions.map(not)].join(" ");
      const resources = [...statement.resources.map(plain), ...statement.notResources.map(not)].join(" ");
      const { origin } = statement;
      const by = origin.kind === "statement" ? "" : ` by ${"name" in origin ? origin.name : origin.reason}`;
      const principals = statement.principals.length > 0 ? ` to ${statement.principals.map(plain).join(" ")}` : "";
      const when = statement.conditions ? ` when ${show(statement.conditions)}` : "";
      return `${showEnd(statement.owner)} ${statement.effect} [${actions}] on [${resources}]${principals}${when}${by}`;
    });
}

/** A value with texts unquoted and joins put together. */
function plain(value: Value): string {
  if (value.kind === "text") return value.value;
  if (value.kind === "join") {
    return value.parts.map((part) => (part.kind === "text" ? part.value : `{${show(part)}}`)).join("");
  }
  return show(value);
}
