// Follows names, members and calls to what they stand for, within one module or, with a `Workspace`, across modules.
// No flow: a variable stands for every value it is given anywhere. Each expression is evaluated once.
import type { Expression } from "../model/program.ts";
import { applyCall } from "./call-results.ts";
import { functionValue, isDefinition, isSuper } from "./function-values.ts";
import { libraryField, libraryMember } from "./library-models.ts";
import type { Binding, FieldValue, ModuleIndex } from "./module-index.ts";
import { sdkItem, sdkMember, sdkOfImport, sdkOfType } from "./sdk-values.ts";
import type { Workspace } from "./workspace.ts";
import { MAX_VALUES, settle, unknown } from "./value-lists.ts";
import type { AbstractValue, LocatedCall, Place } from "./values.ts";

const MAX_DEPTH = 40;

export class Evaluator {
  private readonly known = new Map<Expression, Map<string | undefined, readonly AbstractValue[]>>();
  private readonly workspace: Workspace | undefined;
  private readonly handlersOf: (index: ModuleIndex) => ReadonlySet<number>;
  private depth = 0;

  constructor(handlersOf: (index: ModuleIndex) => ReadonlySet<number>, workspace?: Workspace) {
    this.handlersOf = handlersOf;
    this.workspace = workspace;
  }

  /** What `expression` stands for; empty when it has no value (a missing property, a cycle). */
  evaluate(expression: Expression, place: Place): readonly AbstractValue[] {
    return this.once(expression, undefined, () => this.compute(expression, place));
  }

  /** The expression's value, or its property: worked out once. */
  private once(
    expression: Expression,
    property: string | undefined,
    find: () => readonly AbstractValue[],
  ): readonly AbstractValue[] {
    const answers = this.known.get(expression) ?? new Map<string | undefined, readonly AbstractValue[]>();
    this.known.set(expression, answers);
    const known = answers.get(property);
    if (known) return known;
    return this.deeper(() => {
      answers.set(property, []); // A cycle adds nothing.
      const values = settle(find());
      answers.set(property, values);
      return values;
    });
  }

  /** Every way to follow one value from another passes here. */
  private deeper(follow: () => readonly AbstractValue[]): readonly AbstractValue[] {
    if (this.depth >= MAX_DEPTH) return TOO_DEEP;
    this.depth++;
    const values = follow();
    this.depth--;
    return values;
  }

  /** `expression.property`, for a property that the code need not spell out. */
  member(expression: Expression, property: string, place: Place): readonly AbstractValue[] {
    if (isSuper(expression, place)) return this.superValues(property, place);
    const own = this.evaluate(expression, place).flatMap((value) => this.project(value, property));
    if (expression.kind !== "name") return settle(own);
    const given = place.index.memberValues(expression.name, property, place.functionIndex);
    return settle([
      ...own.filter((value) => given.length === 0 || value.kind !== "unknown"),
      ...this.all(given, place.index),
    ]);
  }

  all(values: readonly FieldValue[], index: ModuleIndex): readonly AbstractValue[] {
    return values.flatMap(({ value, functionIndex }) => this.evaluate(value, { index, functionIndex }));
  }

  private compute(expression: Expression, place: Place): readonly AbstractValue[] {
    switch (expression.kind) {
      case "name":
        return this.nameValues(expression, place);
      case "this": {
        const classIndex = place.index.classAround(place.functionIndex);
        return classIndex === undefined
          ? [unknown("`this` outside a class")]
          : [{ kind: "instance", classIndex, place }];
      }
      case "member":
        return this.memberValues(expression, place);
      case "call":
        return applyCall(this, expression, place);
      case "await":
        return this.evaluate(expression.operand, place);
      case "assignment":
        return this.evaluate(expression.value, place);
      case "conditional":
        return this.choice(expression.then, expression.else, place);
      case "binary":
        if (expression.operator === "||" || expression.operator === "??") {
          return this.choice(expression.left, expression.right, place);
        }
        if (expression.operator === "&&") return this.evaluate(expression.right, place);
        return [{ kind: "expression", expression, place }];
      default:
        return [{ kind: "expression", expression, place }];
    }
  }

  /** `a || b`: both; an environment variable keeps the text as its fallback. */
  private choice(left: Expression, right: Expression, place: Place): readonly AbstractValue[] {
    const first = this.evaluate(left, place);
    const second = this.evaluate(right, place);
    const [only] = first;
    if (first.length === 1 && only?.kind === "environment" && only.name !== undefined) {
      const [fallback] = second;
      if (fallback?.kind === "expression") return [{ ...only, fallback }];
      return first;
    }
    return [...first, ...second];
  }

  private nameValues(expression: Extract<Expression, { kind: "name" }>, place: Place): readonly AbstractValue[] {
    const { index, functionIndex } = place;
    const bindings = index.bindingsOf(expression.name, functionIndex);
    if (bindings.length === 0) return [{ kind: "expression", expression, place }];
    if (index.isSelf(expression, functionIndex)) {
      const classIndex = index.classAround(functionIndex);
      if (classIndex !== undefined) return [{ kind: "instance", classIndex, place }];
    }
    return bindings.slice(-MAX_VALUES - 1).flatMap((binding) => this.bindingValues(binding, expression.name, index));
  }

  private bindingValues(binding: Binding, name: string, index: ModuleIndex): readonly AbstractValue[] {
    if (binding.kind === "import")
      return this.importValues(index, binding.module, binding.imported === "*" ? [] : [binding.imported]);
    if (binding.kind === "parameter") return this.parameterValues(binding, name, index);
    const place = { index, functionIndex: binding.functionIndex };
    const whole = this.evaluate(binding.value, place);
    const items = binding.isItem ? whole.flatMap((value) => this.item(value)) : whole;
    const found = binding.path.reduce<readonly AbstractValue[]>(
      (values, property) => values.flatMap((value) => this.project(value, property)),
      items,
    );
    if (!binding.default) return found;
    const [only] = found;
    if (only?.kind === "environment" && only.name !== undefined) {
      return [{ ...only, fallback: { expression: binding.default, place } }];
    }
    return [...found, ...this.evaluate(binding.default, place)];
  }

  /** The event in a handler; elsewhere what all callers pass, or the default. */
  private parameterValues(
    { functionIndex, position, path }: Extract<Binding, { kind: "parameter" }>,
    name: string,
    index: ModuleIndex,
  ): readonly AbstractValue[] {
    const follow = (values: readonly AbstractValue[]) =>
      path.reduce<readonly AbstractValue[]>((all, one) => all.flatMap((value) => this.project(value, one)), values);
    const one = index.function(functionIndex);
    const place = { index, functionIndex };
    if (position < 2 && this.handlersOf(index).has(functionIndex)) {
      if (position === 0) return follow([{ kind: "event", path: [] }]);
      return follow([{ kind: "parameter", name, of: one?.name ?? "", place, isContext: true }]);
    }
    const initial = one?.parameters[position]?.default;
    const passed = this.callsOf(index, functionIndex).flatMap((call) =>
      this.argumentValues(call, index, functionIndex, position),
    );
    const iterated = passed.length === 0 ? this.callbackValues(index, functionIndex, position) : [];
    const values = settle([
      ...follow([...passed, ...iterated]),
      ...(initial && path.length === 0 ? this.evaluate(initial, place) : []),
    ]);
    const isKnown = values.some((value) => value.kind !== "unknown" && value.kind !== "parameter");
    const typed = isKnown ? [] : this.typedValues(one?.parameters[position]?.typeName, index);
    if (typed.length > 0) return follow(typed);
    if (values.length > 0) return values;
    return follow([{ kind: "parameter", name, of: one?.name ?? "", place }]);
  }

  /** A parameter declared as an SDK's client: `client: S3Client`, `db: DynamoDB.DocumentClient`. */
  private typedValues(typeName: string | undefined, index: ModuleIndex): readonly AbstractValue[] {
    const [first = "", ...rest] = typeName?.split(".") ?? [];
    if (first === "") return [];
    return index.bindingsOf(first, 0).flatMap((binding): readonly AbstractValue[] => {
      if (binding.kind !== "import") return [];
      const own = binding.imported === "*" ? [] : [binding.imported];
      return this.importValues(index, binding.module, [...own, ...rest]).flatMap((value): readonly AbstractValue[] => {
        const held = value.kind === "sdk" ? sdkOfType(value.value) : undefined;
        return held ? [{ kind: "sdk", value: held }] : [];
      });
    });
  }

  /** The first parameter of a callback of `items.map(...)` and its like is an item. */
  private callbackValues(index: ModuleIndex, functionIndex: number, position: number): readonly AbstractValue[] {
    const holder = index.callbackOf.get(functionIndex);
    const callee = holder?.call.callee;
    if (!holder || position !== 0 || callee?.kind !== "member" || typeof callee.property !== "string") return [];
    if (!ITERATIONS.has(callee.property)) return [];
    const items = this.evaluate(callee.object, { index, functionIndex: holder.functionIndex });
    return items.flatMap((value) => this.item(value)).filter((value) => value.kind !== "unknown");
  }

  private callsOf(index: ModuleIndex, functionIndex: number): readonly LocatedCall[] {
    const one = index.function(functionIndex);
    if (!one) return [];
    const isConstructor = one.classIndex !== undefined && (one.name === "constructor" || one.name === "__init__");
    const name = isConstructor ? (index.module.classes[one.classIndex ?? 0]?.name ?? "") : one.name;
    if (name === "") return [];
    const classIndex = isConstructor ? one.classIndex : undefined;
    const isMeant = ({ call, place }: LocatedCall) =>
      this.evaluate(call.callee, place).some((value) => isDefinition(value, index, functionIndex, classIndex));
    const own = index.callsNamed(name).filter((located) => {
      // What a method is called on is often not known; within the module its name is enough.
      if (located.call.callee.kind === "member") return one.classIndex !== undefined && !isConstructor;
      return isMeant(located);
    });
    const others = (this.workspace?.callers(index, name) ?? []).filter(isMeant);
    return [...own, ...others].slice(0, MAX_VALUES + 1);
  }

  private argumentValues(
    { call, place }: LocatedCall,
    index: ModuleIndex,
    functionIndex: number,
    position: number,
  ): readonly AbstractValue[] {
    const one = index.function(functionIndex);
    const isMethod = one?.classIndex !== undefined && index.module.language === "python";
    const pattern = one?.parameters[position]?.pattern;
    const named =
      pattern?.kind === "name" ? call.arguments.find((argument) => argument.name === pattern.name) : undefined;
    const positional = call.arguments.filter((argument) => argument.name === undefined);
    const at = position - (isMethod ? 1 : 0);
    if (positional.slice(0, at + 1).some((argument) => argument.spread)) return [];
    const argument = named ?? positional[at];
    return argument ? this.evaluate(argument.value, place) : [];
  }

  private memberValues(expression: Extract<Expression, { kind: "member" }>, place: Place): readonly AbstractValue[] {
    const { object, property } = expression;
    if (object.kind === "name" && object.name === "process" && property === "env") return [{ kind: "environment" }];
    if (typeof property === "string") return this.member(object, property, place);
    const keys = this.evaluate(property, place);
    const [key] = keys;
    const text = key?.kind === "expression" && key.expression.kind === "literal" ? key.expression.value : undefined;
    const stored = this.all(place.index.entryValues(object), place.index);
    if (keys.length === 1 && text !== undefined) return [...this.member(object, String(text), place), ...stored];
    if (stored.length > 0) return stored;
    return this.evaluate(object, place).flatMap((value): readonly AbstractValue[] => {
      if (value.kind === "event") return [{ kind: "event", path: [...value.path, "*"] }];
      // One of an object's values, which one shows only when the code runs.
      const entries =
        value.kind === "expression" && value.expression.kind === "object" ? value.expression.properties : [];
      if (entries.length === 0 || value.kind !== "expression") return [unknown("its key is computed")];
      return entries.flatMap((one) => this.evaluate(one.value, value.place));
    });
  }

  /** `value.property`; empty when there is no such property. */
  project(value: AbstractValue, property: string): readonly AbstractValue[] {
    switch (value.kind) {
      case "event":
        return [{ kind: "event", path: [...value.path, property] }];
      case "parameter":
        if (value.isContext && OWN_NAME.has(property))
          return [{ kind: "environment", name: "AWS_LAMBDA_FUNCTION_NAME" }];
        return [{ ...value, name: `${value.name}.${property}` }];
      case "environment":
        return value.name === undefined
          ? [{ kind: "environment", name: property }]
          : [unknown("it is a part of an environment variable")];
      case "import":
        return this.importValues(value.from, value.module, [...value.path, property]);
      case "sdk": {
        const member = sdkMember(value.value, property);
        return member ? [{ kind: "sdk", value: member }] : [unknown("it is the answer of an SDK call")];
      }
      case "instance":
        return this.fieldValues(value.classIndex, property, value.place, 0);
      case "unknown":
        return [value];
      case "expression":
        return this.once(value.expression, property, () => this.partOf(value.expression, property, value.place));
    }
  }

  private partOf(expression: Expression, property: string, place: Place): readonly AbstractValue[] {
    if (expression.kind === "array") {
      const item = expression.items[Number(property)];
      return item && !item.spread ? this.evaluate(item.value, place) : [];
    }
    if (expression.kind === "class") {
      const method = place.index.method(expression.index, property);
      if (method) return [functionValue(method.index, method.at, place)];
      const inherited = libraryMember(this, expression.index, property, place);
      if (inherited.length > 0) return inherited;
      return libraryField(this, expression.index, this.staticValues(expression.index, property, place), place);
    }
    if (expression.kind === "literal") return [];
    if (expression.kind !== "object") return [unknown("it is computed")];
    const own = expression.properties.findLast((one) => one.key === property);
    if (own) return this.evaluate(own.value, place);
    return expression.properties.flatMap((one): readonly AbstractValue[] => {
      if (one.key === undefined) return this.member(one.value, property, place);
      return [];
    });
  }

  private fieldValues(classIndex: number, property: string, place: Place, level: number): readonly AbstractValue[] {
    const { index } = place;
    const method = index.method(classIndex, property);
    if (method?.accessor) {
      const inside = { index, functionIndex: method.index };
      return (index.returns[method.index] ?? []).flatMap((one) => this.evaluate(one, inside));
    }
    if (method) return [functionValue(method.index, method.at, place)];
    const own = this.staticValues(classIndex, property, place);
    if (own.length > 0 || level > 5) return this.all(own, index);
    return this.inheritedValues(classIndex, property, place, level);
  }

  /** `super().save`, `super.save`: what the class around it inherits. */
  private superValues(property: string, place: Place): readonly AbstractValue[] {
    const classIndex = place.index.classAround(place.functionIndex);
    return classIndex === undefined ? [] : this.inheritedValues(classIndex, property, place, 0);
  }

  private inheritedValues(classIndex: number, property: string, place: Place, level: number): readonly AbstractValue[] {
    const { index } = place;
    const inherited = libraryMember(this, classIndex, property, place);
    if (inherited.length > 0) return inherited;
    return (index.module.classes[classIndex]?.bases ?? []).flatMap((base) =>
      this.evaluate(base, { index, functionIndex: 0 }).flatMap((value) =>
        value.kind === "expression" && value.expression.kind === "class"
          ? this.fieldValues(value.expression.index, property, value.place, level + 1)
          : [],
      ),
    );
  }

  /** What the class and its methods give to a field. */
  private staticValues(classIndex: number, property: string, { index }: Place): readonly FieldValue[] {
    const owner = index.module.classes[classIndex];
    return [...index.fieldValues(classIndex, property), ...(owner ? index.memberValues(owner.name, property, 0) : [])];
  }

  /** One of the items of a list. */
  item(value: AbstractValue): readonly AbstractValue[] {
    if (value.kind === "event") return [{ kind: "event", path: [...value.path, "0"] }];
    if (value.kind === "expression" && value.expression.kind === "array") {
      return value.expression.items.flatMap((item) => (item.spread ? [] : this.evaluate(item.value, value.place)));
    }
    const object = value.kind === "sdk" ? sdkItem(value.value) : undefined;
    return object ? [{ kind: "sdk", value: object }] : [unknown("it is an item of a computed list")];
  }

  /** What another module's `path` is: an SDK's, a workspace module's, or left as an import. */
  importValues(from: ModuleIndex, module: string, path: readonly string[]): readonly AbstractValue[] {
    const sdk = sdkOfImport(module, path);
    if (sdk) return [{ kind: "sdk", value: sdk }];
    if (module === "os" && path.length === 1 && path[0] === "environ") return [{ kind: "environment" }];
    const other = this.workspace?.moduleOf(from, module, path);
    const found = other && other.path.length > 0 ? this.exportValues(other.target, other.path) : undefined;
    return found ?? [{ kind: "import", module, path, from }];
  }

  private exportValues(target: ModuleIndex, path: readonly string[]): readonly AbstractValue[] | undefined {
    const [name, ...rest] = path;
    const { exports } = target.module;
    const named = exports.findLast((one) => one.name === name);
    const found = named ?? exports.findLast((one) => one.name === "default");
    const place = { index: target, functionIndex: 0 };
    if (found) {
      const values = this.deeper(() =>
        found.from !== undefined
          ? this.importValues(target, found.from, reexported(found.value))
          : this.evaluate(found.value, place),
      );
      return (named ? rest : path).reduce<readonly AbstractValue[]>(
        (all, one) => all.flatMap((value) => this.project(value, one)),
        values,
      );
    }
    for (const star of exports) {
      const { from } = star;
      if (star.name !== "*" || from === undefined) continue;
      const values = this.deeper(() => this.importValues(target, from, path));
      if (values.some((value) => value.kind !== "import")) return values;
    }
    return undefined;
  }
}

/** A function's own name in the context object, as the platform also gives it in an environment variable. */
const OWN_NAME = new Set(["functionName", "function_name", "invokedFunctionArn", "invoked_function_arn"]);
const TOO_DEEP: readonly AbstractValue[] = [{ kind: "unknown", reason: "too many steps to follow" }];
const ITERATIONS = new Set(["map", "forEach", "flatMap", "filter", "find", "some", "every", "reduce", "for_each"]);

function reexported(value: Expression): readonly string[] {
  return value.kind === "name" && value.name !== "*" ? [value.name] : [];
}
