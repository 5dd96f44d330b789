import type { Expression, ProgramParameter, Statement } from "../../model/program.ts";
import { bindPattern, type FunctionPlace, type Lowering } from "./lowering.ts";
import { childOf, type PythonNode } from "./syntax-tree.ts";

/** A `def` or a `lambda`; its index. */
export function lowerFunction(lowering: Lowering, node: PythonNode, place: FunctionPlace = {}): number {
  const { build, scopes } = lowering;
  const name = childOf(node, "name");
  return build.defineFunction(() => {
    scopes.open();
    const parameters = (childOf(node, "parameters")?.children ?? []).flatMap((one) => lowerParameter(lowering, one));
    for (const parameter of parameters) bindPattern(scopes, parameter.pattern);
    const body = lowerBody(lowering, node);
    scopes.close();
    return {
      name: name ? lowering.textOf(name) : "",
      ...(place.classIndex === undefined ? {} : { classIndex: place.classIndex }),
      parameters,
      body,
      isAsync: node.children.some((child) => child.type === "async"),
      ...(place.decorators && place.decorators.length > 0 ? { decorators: place.decorators } : {}),
      ...(place.decorators?.some(isProperty) ? { accessor: "get" as const } : {}),
      at: lowering.at(node),
      nameAt: lowering.at(name ?? node),
    };
  });
}

function isProperty(decorator: Expression): boolean {
  const name = decorator.kind === "name" ? decorator.name : decorator.kind === "member" ? decorator.property : "";
  return name === "property" || name === "cached_property";
}

function lowerBody(lowering: Lowering, node: PythonNode): readonly Statement[] {
  const body = childOf(node, "body");
  if (!body || node.type !== "lambda") return lowering.block(body);
  return lowering.build.collect(() => {
    lowering.build.emit({ kind: "return", value: lowering.expression(body), at: lowering.at(body) });
  });
}

function lowerParameter(lowering: Lowering, node: PythonNode): ProgramParameter[] {
  const at = lowering.at(node);
  switch (node.type) {
    case "identifier":
    case "tuple_pattern":
      return [{ pattern: lowering.pattern(node), at }];
    case "list_splat_pattern":
    case "dictionary_splat_pattern": {
      const inner = node.children[0];
      const rest = node.type === "list_splat_pattern" ? "positional" : "keyword";
      return inner ? [{ pattern: lowering.pattern(inner), rest, at }] : [];
    }
    case "typed_parameter": {
      const inner = node.children.find((child) => child.field !== "type");
      const more = { ...dependency(lowering, childOf(node, "type")), ...typeName(lowering, node), at };
      return inner ? lowerParameter(lowering, inner).map((one) => ({ ...one, ...more })) : [];
    }
    case "default_parameter":
    case "typed_default_parameter": {
      const name = childOf(node, "name");
      const value = childOf(node, "value");
      if (!name || !value) return [];
      const pattern = lowering.pattern(name);
      return [{ pattern, default: lowering.expression(value), ...typeName(lowering, node), at }];
    }
    default:
      return [];
  }
}

/** `Annotated[Store, Depends(store)]` says what `= Depends(store)` says. */
function dependency(lowering: Lowering, type: PythonNode | undefined): Pick<ProgramParameter, "default"> {
  if (!type || !/^(?:typing\.)?Annotated\[/.test(lowering.textOf(type))) return {};
  const open = [type];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "call" && /^(?:\w+\.)?(?:Depends|Security)\(/.test(lowering.textOf(node)))
      return { default: lowering.expression(node) };
    open.push(...node.children);
  }
  return {};
}

/** `Order` of `order: Optional[Order]`, `Order | None` and `Annotated[Order, ...]`. */
export function typeName(lowering: Lowering, node: PythonNode): { readonly typeName?: string } {
  const type = childOf(node, "type");
  if (!type) return {};
  const written = lowering.textOf(type).replace(/^(?:(?:typing\.)?(?:Optional|Annotated|Final|Union)\[\s*)+/, "");
  const name = /^[\w.]+(?=$|[[\],\s|])/.exec(written);
  return name ? { typeName: name[0] } : {};
}
