// Statements that cannot be performed: what they may have changed is as it was before, or not known.
import ts from "typescript";
import { changedMembers } from "./changes.ts";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { Known, KnownEntry } from "./known.ts";
import type { Scope } from "./scope.ts";

type Path = readonly string[];

/** The value of the name `root` after a statement that could not be performed, or not to its end. */
export function afterUnperformed(
  evaluator: ScriptEvaluator,
  statement: ts.Statement,
  root: string,
  value: Known,
  scope: Scope,
): Known {
  const part = decidingPart(statement);
  const cause = part && !isSettled(evaluator.expression(part, scope)) ? part : statement;
  const condition = evaluator.short(cause, scope);
  const unknown = evaluator.unknownAt(cause, scope);
  const orUnknown = (known: Known | undefined): Known => {
    if (known?.kind === "choice" && known.options.some(({ kind }) => kind === "unknown")) return known;
    return known ? { kind: "choice", condition, options: [known, unknown], site: known.site } : unknown;
  };
  const paths = changedMembers(statement).flatMap((member) => (member.root === root ? [member.path] : []));
  return outermost(paths).reduce((known, path) => at(known, path, orUnknown), value);
}

function isSettled(known: Known): boolean {
  return known.kind === "plain" ? !known.isPartial : known.kind !== "unknown" && known.kind !== "choice";
}

/** A list that is gone through, a condition. */
function decidingPart(statement: ts.Statement): ts.Expression | undefined {
  if (
    ts.isForOfStatement(statement) ||
    ts.isForInStatement(statement) ||
    ts.isWhileStatement(statement) ||
    ts.isDoStatement(statement) ||
    ts.isIfStatement(statement) ||
    ts.isSwitchStatement(statement)
  ) {
    return statement.expression;
  }
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return undefined;
  const { expression } = statement.expression;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === "forEach"
    ? expression.expression
    : undefined;
}

/** Without those that lead into what another one leads to. */
function outermost(paths: readonly Path[]): readonly Path[] {
  const kept: Path[] = [];
  for (const path of [...paths].sort((one, other) => one.length - other.length)) {
    if (!kept.some((outer) => outer.every((key, index) => path[index] === key))) kept.push(path);
  }
  return kept;
}

/** `known` with something else at a member; as it is where the way there is not known. */
function at(known: Known, [key, ...path]: Path, set: (known: Known | undefined) => Known): Known {
  if (key === undefined) return set(known);
  if (known.kind === "choice")
    return { ...known, options: known.options.map((option) => at(option, [key, ...path], set)) };
  if (known.kind !== "map") return known;
  const entry = known.entries.get(key);
  const value = entry && path.length > 0 ? at(entry.value, path, set) : set(entry?.value);
  const entries = new Map<string, KnownEntry>(known.entries);
  entries.set(key, entry ? { ...entry, value } : { keySite: value.site, at: value.site.at, value });
  return { ...known, entries };
}
