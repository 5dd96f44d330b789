import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { childOf, childOfType, type PythonNode } from "./syntax-tree.ts";

/** `match`: what a pattern compares with is a test, what it captures is assigned from the subject at the start of the case. */
export function lowerMatch(lowering: Lowering, node: PythonNode, at: Span): void {
  const given = childOf(node, "subject");
  const subject: Expression = given ? lowering.expression(given) : { kind: "other", parts: [], at };
  const clauses = childOf(node, "body")?.children ?? childrenOfType(node, "case_clause");
  const cases = clauses.map((clause) => {
    const found: PatternParts = { tests: [], captures: [] };
    for (const child of clause.children) if (child.type === "case_pattern") readPattern(lowering, child, found);
    const guard = childOf(clause, "guard");
    const tests = [...found.tests, ...(guard?.children ?? []).map((one) => lowering.expression(one))];
    const body = lowering.build.collect(() => {
      for (const capture of found.captures) assignCapture(lowering, capture, subject);
      for (const statement of lowering.block(childOf(clause, "consequence"))) lowering.build.emit(statement);
    });
    return { tests, body };
  });
  lowering.build.emit({ kind: "switch", subject, cases, at });
}

interface PatternParts {
  readonly tests: Expression[];
  /** The names, each with the key it stands behind in a mapping. */
  readonly captures: { readonly name: PythonNode; readonly key?: string }[];
}

const STRUCTURES = new Set([
  "case_pattern",
  "list_pattern",
  "tuple_pattern",
  "union_pattern",
  "splat_pattern",
  "keyword_pattern",
  "as_pattern",
  "dict_pattern",
  "class_pattern",
]);

/** An own stack: patterns nest as deep as their author likes. */
function readPattern(lowering: Lowering, pattern: PythonNode, found: PatternParts): void {
  const stack: { readonly node: PythonNode; readonly parent: string; readonly key?: string }[] = [
    { node: pattern, parent: "case_clause" },
  ];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, parent, key } = entry;
    const [first, ...rest] = node.children;
    if (STRUCTURES.has(node.type)) {
      let lastKey: string | undefined;
      const inner = node.children.flatMap((child) => {
        if (child.field !== "key")
          return [{ node: child, parent: node.type, ...(lastKey === undefined ? {} : { key: lastKey }) }];
        const value = lowering.expression(child);
        lastKey = value.kind === "literal" ? String(value.value) : undefined;
        return [];
      });
      const skipped = node.type === "keyword_pattern" ? inner.slice(1) : inner;
      const kept = skipped.map((child) => (child.key === undefined && key !== undefined ? { ...child, key } : child));
      stack.push(...kept.reverse());
    } else if (node.type === "dotted_name" && parent === "class_pattern") {
      found.tests.push(lowering.expression(node));
    } else if ((node.type === "dotted_name" && first && rest.length === 0) || node.type === "identifier") {
      found.captures.push({ name: first ?? node, ...(key === undefined ? {} : { key }) });
    } else {
      found.tests.push(lowering.expression(node));
    }
  }
}

function assignCapture(lowering: Lowering, { name, key }: PatternParts["captures"][number], subject: Expression): void {
  const at = lowering.at(name);
  const value: Expression =
    key === undefined
      ? { kind: "other", parts: [subject], at }
      : { kind: "member", object: subject, property: key, propertyAt: at, at };
  const target = lowering.pattern(name);
  const isNew = target.kind === "name" && lowering.scopes.bind(target.name);
  lowering.build.emit({ kind: "assign", target, value, ...(isNew ? { declares: "variable" as const } : {}), at });
}

function childrenOfType(node: PythonNode, type: string): readonly PythonNode[] {
  const body = childOfType(node, "block") ?? node;
  return body.children.filter((child) => child.type === type);
}
