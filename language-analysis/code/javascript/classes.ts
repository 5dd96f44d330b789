import ts from "typescript";
import type { Expression, ProgramField } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { GivenName, Lowering } from "./lowering.ts";
import { propertyKey } from "./object-literal.ts";

/** Field initialisers go to the constructor (one is made when there is none), static ones behind the class. */
export function lowerClass(lowering: Lowering, node: ts.ClassLikeDeclaration, given?: GivenName): number {
  const at = lowering.at(node);
  const nameAt = node.name ? lowering.at(node.name) : (given?.nameAt ?? at);
  return lowering.build.defineClass((classIndex) => {
    const bases = (node.heritageClauses ?? [])
      .filter((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
      .flatMap((clause) => clause.types.map((type) => lowering.expression(type.expression)));
    const methods: number[] = [];
    const fields = node.members.filter(isInstanceField);
    const prologue = () => {
      for (const field of fields) emitField(lowering, field, { kind: "this", at: lowering.at(field.name) });
    };
    const hasConstructor = node.members.some((one) => ts.isConstructorDeclaration(one) && one.body !== undefined);
    if (!hasConstructor && fields.length > 0)
      methods.push(madeConstructor(lowering, classIndex, prologue, bases.length > 0, at, nameAt));
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member)) {
        if (member.body) methods.push(lowering.functionLike(member, undefined, { classIndex, prologue }));
      } else if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
        if (member.body) methods.push(lowering.functionLike(member, memberName(lowering, member.name), { classIndex }));
      }
    }
    const self: Expression = node.name
      ? { kind: "name", name: node.name.text, at: nameAt }
      : { kind: "class", index: classIndex, at };
    emitStatics(lowering, node, self);
    const declared = node.members.flatMap((one) => declaredField(lowering, one));
    const name = node.name?.text ?? given?.name ?? "";
    return { name, bases, methods, ...(declared.length > 0 ? { fields: declared } : {}), at };
  });
}

/** `@IsInt() age: number`. */
function declaredField(lowering: Lowering, member: ts.ClassElement): readonly ProgramField[] {
  if (!ts.isPropertyDeclaration(member) || isStatic(member) || !member.type || ts.isComputedPropertyName(member.name))
    return [];
  const decorators = (ts.getDecorators(member) ?? []).flatMap(({ expression }) => {
    const name = ts.isCallExpression(expression) ? expression.expression : expression;
    return ts.isIdentifier(name) ? [name.text] : [];
  });
  return [
    {
      name: member.name.text,
      typeName: member.type.getText(lowering.source).replace(/<[^]*/, ""),
      ...(decorators.length > 0 ? { decorators } : {}),
    },
  ];
}

/** A derived class hands on what it is given: `constructor(...args) { super(...args); }`. */
function madeConstructor(
  lowering: Lowering,
  classIndex: number,
  prologue: () => void,
  isDerived: boolean,
  at: Span,
  nameAt: Span,
): number {
  const { build } = lowering;
  const args = { kind: "name", name: "args", at: nameAt } as const;
  const callee = { kind: "name", name: "super", at: nameAt } as const;
  const value: Expression = {
    kind: "call",
    callee,
    arguments: [{ value: args, spread: "positional" }],
    argumentsAt: nameAt,
    at: nameAt,
  };
  return build.defineFunction(() => ({
    name: "constructor",
    classIndex,
    parameters: isDerived ? [{ pattern: args, rest: "positional", at: nameAt }] : [],
    body: build.collect(() => {
      if (isDerived) build.emit({ kind: "expression", value, at: nameAt });
      prologue();
    }),
    isAsync: false,
    at,
    nameAt,
  }));
}

function isInstanceField(member: ts.ClassElement): member is ts.PropertyDeclaration {
  return ts.isPropertyDeclaration(member) && member.initializer !== undefined && !isStatic(member);
}

function emitStatics(lowering: Lowering, node: ts.ClassLikeDeclaration, self: Expression): void {
  const { build } = lowering;
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member)) {
      for (const statement of lowering.block(member.body.statements)) build.emitAfter(statement);
    } else if (ts.isPropertyDeclaration(member)) {
      if (isStatic(member))
        for (const one of build.collect(() => emitField(lowering, member, self))) build.emitAfter(one);
      emitDecorators(lowering, member);
    }
  }
  for (const decorator of ts.getDecorators(node) ?? []) {
    const callee = lowering.expression(decorator.expression);
    const { at } = callee;
    const value: Expression = { kind: "call", callee, arguments: [{ value: self }], argumentsAt: at, at };
    build.emitAfter({ kind: "expression", value, at });
  }
}

function emitField(lowering: Lowering, field: ts.PropertyDeclaration, object: Expression): void {
  if (!field.initializer) return;
  const given = memberName(lowering, field.name);
  const at = lowering.at(field);
  const target = { kind: "member", object, property: propertyKey(lowering, field.name), at: given.nameAt } as const;
  lowering.build.emit({ kind: "assign", target, value: lowering.expression(field.initializer, given), at });
}

function emitDecorators(lowering: Lowering, field: ts.PropertyDeclaration): void {
  for (const decorator of ts.getDecorators(field) ?? []) {
    const value = lowering.expression(decorator.expression);
    lowering.build.emitAfter({ kind: "expression", value, at: value.at });
  }
}

function memberName(lowering: Lowering, name: ts.PropertyName): GivenName {
  return { name: ts.isComputedPropertyName(name) ? "" : name.text, nameAt: lowering.at(name) };
}

function isStatic(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
