// Least-privilege policies as text: YAML that says for each statement which line needs it, or plain JSON.
import { graphOf } from "../graph/app-graph.ts";
import { entryText, Intrinsic, spaces, type EditValue } from "../graph/edit-text.ts";
import { leastPrivilege, type LeastPrivilege, type NeededStatement } from "../graph/least-privilege.ts";
import type { AppMap } from "../model/app-map.ts";
import { formatMessage } from "../model/message.ts";

/** Most lines that are named for one statement. */
const MOST_LINES = 8;

/** Policies of the functions called `name` (all without it), sorted by id. */
export function policiesOf(map: AppMap, name?: string): readonly LeastPrivilege[] {
  const graph = graphOf(map);
  return graph.nodes("function").flatMap((node) => {
    if (name !== undefined && node.name !== name && node.logicalId !== name && node.id !== name) return [];
    return leastPrivilege(graph, node.id) ?? [];
  });
}

export function toPolicyYaml(policies: readonly LeastPrivilege[]): string {
  return policies.map(yamlOf).join("\n");
}

function yamlOf({ function: { name, at }, statements, gaps }: LeastPrivilege): string {
  const lines = [`# ${name} (${at.file}:${at.start.line + 1})`];
  for (const { message, at: place } of gaps.slice(0, MOST_LINES)) {
    lines.push(`# Not complete: ${oneLine(formatMessage(message))} (${place.file}:${place.start.line + 1})`);
  }
  lines.push(`Version: "2012-10-17"`, statements.length === 0 ? "Statement: []" : "Statement:");
  for (const statement of statements) lines.push(...statementLines(statement));
  return `${lines.join("\n")}\n`;
}

function statementLines({ actions, resource, open, because }: NeededStatement): readonly string[] {
  const lines = because
    .slice(0, MOST_LINES)
    .map(({ label, at }) => `# ${at.file}:${at.start.line + 1} ${oneLine(label)}`);
  if (because.length > MOST_LINES) lines.push(`# and ${because.length - MOST_LINES} more`);
  if (open !== undefined) lines.push(`# The resource is not known: ${oneLine(open)}.`);
  return [
    ...lines.map((line) => `${spaces(2)}${line}`),
    `${spaces(2)}- Effect: Allow`,
    `${spaces(4)}${entryText("Action", [...actions], "yaml-block", 4)}`,
    `${spaces(4)}${entryText("Resource", resource, "yaml-block", 4)}`,
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** One policy for one function, else a map of policies by function. */
export function toPolicyJson(policies: readonly LeastPrivilege[]): string {
  const documents = policies.map(({ function: { name }, statements }) => [name, documentOf(statements)] as const);
  const [only, second] = documents;
  return `${JSON.stringify(only && !second ? only[1] : Object.fromEntries(documents), null, 2)}\n`;
}

function documentOf(statements: readonly NeededStatement[]): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resource }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: plain(resource),
    })),
  };
}

function plain(value: EditValue): EditValue {
  if (!(value instanceof Intrinsic)) return value;
  const { name, argument } = value;
  if (name === "Ref") return { Ref: argument };
  return { [`Fn::${name}`]: name === "GetAtt" ? argument.split(".") : argument };
}
