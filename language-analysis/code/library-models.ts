// Classes that extend a library's base class: what their methods and fields are, and the table that they are for.
import type { Evaluator } from "./evaluator.ts";
import type { FieldValue } from "./module-index.ts";
import type { Library } from "./sdk/library.ts";
import type { AbstractValue, Located, Place } from "./values.ts";

const DEEPEST = 5;

/** `property` of the class, or of its items, as the library's base class has it; empty when the class has no such base. */
export function libraryMember(
  evaluator: Evaluator,
  classIndex: number,
  property: string,
  place: Place,
): readonly AbstractValue[] {
  return librariesOf(evaluator, classIndex, place, 0).flatMap((library): readonly AbstractValue[] => {
    if (!Object.hasOwn(library.methods ?? {}, property)) return [];
    const id = tableOf(evaluator, classIndex, place, 0);
    // An index is for the table of its model.
    if (!id && !library.isRecord) return [];
    return [{ kind: "sdk", value: { kind: "library-method", library, id, name: property } }];
  });
}

/** A field of a model that is an object of a class of the library as well: an index. It is for the model's table. */
export function libraryField(
  evaluator: Evaluator,
  classIndex: number,
  values: readonly FieldValue[],
  place: Place,
): readonly AbstractValue[] {
  return values.flatMap(({ value, functionIndex }) =>
    evaluator.evaluate(value, { index: place.index, functionIndex }).flatMap((one): readonly AbstractValue[] => {
      if (one.kind !== "instance") return [];
      return librariesOf(evaluator, one.classIndex, one.place, 0).map((library) => {
        const id = tableOf(evaluator, classIndex, place, 0);
        return { kind: "sdk", value: { kind: "library-object", library, id } };
      });
    }),
  );
}

/** Where the table of a model is named, for the class, an item of it, and what its methods answer with. */
export function modelId(evaluator: Evaluator, value: AbstractValue): Located | undefined {
  if (value.kind === "instance") return tableOf(evaluator, value.classIndex, value.place, 0);
  if (value.kind === "expression" && value.expression.kind === "class")
    return tableOf(evaluator, value.expression.index, value.place, 0);
  return value.kind === "sdk" && value.value.kind === "library-object" ? value.value.id : undefined;
}

/** Of the class itself and of the classes of the workspace that it extends. */
function librariesOf(evaluator: Evaluator, classIndex: number, { index }: Place, level: number): readonly Library[] {
  if (level > DEEPEST) return [];
  return (index.module.classes[classIndex]?.bases ?? []).flatMap((base) =>
    evaluator.evaluate(base, { index, functionIndex: 0 }).flatMap((value): readonly Library[] => {
      if (value.kind === "sdk") return value.value.kind === "library" ? [value.value.library] : [];
      if (value.kind !== "expression" || value.expression.kind !== "class") return [];
      return librariesOf(evaluator, value.expression.index, value.place, level + 1);
    }),
  );
}

/** `class Meta: table_name = ...` */
function tableOf(evaluator: Evaluator, classIndex: number, { index }: Place, level: number): Located | undefined {
  const [named] = index.innerFieldValues(classIndex, "Meta", "table_name");
  if (named) return { expression: named.value, place: { index, functionIndex: named.functionIndex } };
  if (level > DEEPEST) return undefined;
  for (const base of index.module.classes[classIndex]?.bases ?? []) {
    for (const value of evaluator.evaluate(base, { index, functionIndex: 0 })) {
      if (value.kind !== "expression" || value.expression.kind !== "class") continue;
      const inherited = tableOf(evaluator, value.expression.index, value.place, level + 1);
      if (inherited) return inherited;
    }
  }
  return undefined;
}
