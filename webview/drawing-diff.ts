// From one drawing to the next: what cytoscape has to add, change and remove.
import type { ElementDefinition } from "cytoscape";
import type { Drawing } from "./elements.ts";

export interface DrawnElement extends ElementDefinition {
  readonly data: { readonly id: string; readonly [name: string]: unknown };
  readonly classes: string;
}

export interface DrawingDiff {
  readonly added: DrawnElement[];
  readonly changed: readonly DrawnElement[];
  readonly removed: readonly string[];
}

export function diffDrawing(before: Drawing, after: Drawing): DrawingDiff {
  const known = new Map(elementsOf(before).map((element) => [element.data.id, element]));
  const added: DrawnElement[] = [];
  const changed: DrawnElement[] = [];
  for (const element of elementsOf(after)) {
    const old = known.get(element.data.id);
    known.delete(element.data.id);
    if (!old) added.push(element);
    else if (!isSame(old, element)) changed.push(element);
  }
  return { added, changed, removed: [...known.keys()] };
}

/** Nodes before lines: a line needs its ends. */
export function elementsOf({ nodes, lines }: Drawing): readonly DrawnElement[] {
  return [
    ...nodes.map(({ id, position, classes, data }): DrawnElement => ({
      group: "nodes",
      data: { ...data, id },
      // A copy: cytoscape keeps and changes the object it gets.
      position: { ...position },
      classes,
    })),
    ...lines.map(({ id, from, to, classes, data }): DrawnElement => ({
      group: "edges",
      data: { ...data, id, source: from, target: to },
      classes,
    })),
  ];
}

function isSame(a: DrawnElement, b: DrawnElement): boolean {
  if (a.classes !== b.classes || a.position?.x !== b.position?.x || a.position?.y !== b.position?.y) return false;
  const names = Object.keys(a.data);
  return names.length === Object.keys(b.data).length && names.every((name) => isEqual(a.data[name], b.data[name]));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
