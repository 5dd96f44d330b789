// A document that passes through a workflow, as far as it shows where its parts come from. No values: only what is a part of what.
import { isSamePart } from "./paths.ts";

export type Path = readonly string[];

/**
 * `from`: what `origin` holds at the path. `put`: the base, with a value in place of what was at the path. `mix`: put together of parts
 * in a way that is not followed. `any`: one of several. Absent keys of an object and everything else that is not named are constants.
 */
export type Document =
  | { readonly kind: "constant" }
  | { readonly kind: "from"; readonly origin: string; readonly path: Path }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, Document> }
  | { readonly kind: "put"; readonly base: Document; readonly path: Path; readonly value: Document }
  | { readonly kind: "mix"; readonly of: readonly Document[] }
  | { readonly kind: "any"; readonly of: readonly Document[] };

/** The workflow's own input. */
export const INPUT = "";
/** What services answer and hold. Other origins are names of states, for what functions answer there. */
export const OUTSIDE = " ";

export const CONSTANT: Document = { kind: "constant" };
const LONGEST = 16;
const MOST = 8;

export function from(origin: string, path: Path = []): Document {
  return { kind: "from", origin, path };
}

export function objectOf(entries: Iterable<readonly [string, Document]>): Document {
  return { kind: "object", entries: new Map(entries) };
}

export function mixOf(of: readonly Document[]): Document {
  const open = of.filter((one) => one.kind !== "constant");
  return open.length === 0 ? CONSTANT : { kind: "mix", of: open };
}

export function anyOf(of: readonly Document[]): Document {
  const unique = [...new Map(of.map((one) => [keyOf(one), one])).values()];
  const [only] = unique;
  if (unique.length <= 1) return only ?? CONSTANT;
  return unique.length > MOST ? mixOf(unique) : { kind: "any", of: unique };
}

/** Equal for equal documents. */
export function keyOf(document: Document): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    value instanceof Map ? [...(value as Map<string, unknown>)] : value,
  );
}

export function select(document: Document, path: Path): Document {
  const [first, ...rest] = path;
  if (first === undefined) return document;
  switch (document.kind) {
    case "constant":
    case "mix":
      return document;
    case "from":
      return { ...document, path: [...document.path, ...path].slice(0, LONGEST) };
    case "object": {
      const found = [...document.entries].filter(([key]) => isSamePart(key, first)).map(([, value]) => value);
      return select(anyOf(found), rest);
    }
    case "any":
      return anyOf(document.of.map((one) => select(one, path)));
    case "put": {
      const shared = Math.min(path.length, document.path.length);
      const isThere = document.path.slice(0, shared).every((one, at) => isSamePart(one, path[at] ?? ""));
      if (!isThere) return select(document.base, path);
      if (path.length >= document.path.length) return select(document.value, path.slice(shared));
      return {
        kind: "put",
        base: select(document.base, path),
        path: document.path.slice(shared),
        value: document.value,
      };
    }
  }
}

/** Where in the document that stands which `origin` holds at `path`, or parts of it. */
export function placesOf(document: Document, origin: string, path: Path): readonly Path[] {
  switch (document.kind) {
    case "constant":
      return [];
    case "from": {
      if (document.origin !== origin) return [];
      const shared = Math.min(path.length, document.path.length);
      const isThere = document.path.slice(0, shared).every((one, at) => isSamePart(one, path[at] ?? ""));
      return isThere ? [path.slice(document.path.length)] : [];
    }
    case "object":
      return [...document.entries].flatMap(([key, value]) => placesOf(value, origin, path).map((one) => [key, ...one]));
    case "mix":
      return document.of.some((one) => placesOf(one, origin, path).length > 0) ? [[]] : [];
    case "any":
      return document.of.flatMap((one) => placesOf(one, origin, path));
    case "put": {
      const kept = placesOf(document.base, origin, path).filter((one) => !isWithin(one, document.path));
      return [...kept, ...placesOf(document.value, origin, path).map((one) => [...document.path, ...one])];
    }
  }
}

function isWithin(path: Path, outer: Path): boolean {
  return path.length >= outer.length && outer.every((one, at) => one === path[at]);
}

/** Someone outside of the workflow's functions chooses a part of it. */
export function isOpen(document: Document): boolean {
  switch (document.kind) {
    case "constant":
      return false;
    case "from":
      return document.origin === INPUT || document.origin === OUTSIDE;
    case "object":
      return [...document.entries.values()].some(isOpen);
    case "put":
      return isOpen(document.base) || isOpen(document.value);
    case "mix":
    case "any":
      return document.of.some(isOpen);
  }
}
