// Constructors of values: the only place that builds the variants, so that optional members are set in one way.
import type { SourceRange } from "../model/range.ts";
import type {
  ChoiceValue,
  ListValue,
  MapValue,
  NullValue,
  Reference,
  ReferenceValue,
  TextValue,
  UnresolvedValue,
  Value,
  ValueEntry,
} from "../model/value.ts";

export function textValue(value: string, at: SourceRange): TextValue {
  return { kind: "text", value, at };
}

export function nullValue(at: SourceRange): NullValue {
  return { kind: "null", at };
}

export function unresolvedValue(reason: string, at: SourceRange): UnresolvedValue {
  return { kind: "unresolved", reason, at };
}

export function referenceValue(to: Reference, at: SourceRange): ReferenceValue {
  return { kind: "reference", to, at };
}

/** A reference to a node of this template by its id. */
export function nodeReference(id: string, at: SourceRange): ReferenceValue {
  const hash = id.indexOf("#");
  return referenceValue({ by: "logical-id", file: id.slice(0, hash), logicalId: id.slice(hash + 1) }, at);
}

export function listValue(items: readonly Value[], at: SourceRange): ListValue {
  return { kind: "list", items, at };
}

export function mapValue(entries: readonly ValueEntry[], at: SourceRange): MapValue {
  return { kind: "map", entries, at };
}

/** A map from plain keys; each entry takes the range of its value. Absent values are left out. */
export function mapOf(parts: Readonly<Record<string, Value | undefined>>, at: SourceRange): MapValue {
  const entries: ValueEntry[] = [];
  for (const [key, value] of Object.entries(parts)) {
    if (value !== undefined) entries.push({ key, keyAt: value.at, value, at: value.at });
  }
  return mapValue(entries, at);
}

export function choiceValue(condition: string, options: readonly Value[], at: SourceRange): Value {
  const [only] = options;
  if (options.length === 1 && only !== undefined) return { ...only, at };
  const choice: ChoiceValue = { kind: "choice", condition, options, at };
  return choice;
}

/** The same value, held only by assumption; an assumption made earlier stays the reason. */
export function assume(value: Value, reason: string): Value {
  return value.assumed === undefined ? { ...value, assumed: reason } : value;
}

/** The same value as seen at another place: where a reference to it is written. */
export function placeAt(value: Value, at: SourceRange): Value {
  return { ...value, at };
}

/** Text and parts of one value; what expands to more (each variable twice in the next) is cut off. */
const MAXIMUM_TEXT = 500_000;
const MAXIMUM_PARTS = 5_000;
/** Parts of a text with a parameter in it that are kept beside it. */
const MAXIMUM_PIECES = 50;

/** Text put together: inner joins are flattened, neighbouring texts merged; a join of one part is that part. */
export function joinValues(parts: readonly Value[], at: SourceRange): Value {
  const flat: Value[] = [];
  const pieces: Value[] = [];
  let assumed: string | undefined;
  let length = 0;
  const add = (part: Value): void => {
    if (length > MAXIMUM_TEXT || flat.length > MAXIMUM_PARTS) return;
    assumed ??= part.assumed;
    if (part.kind === "join") {
      part.parts.forEach(add);
      return;
    }
    pieces.push(...(part.pieces ?? [part]));
    const piece = asPiece(part);
    if (piece.kind === "text") length += piece.value.length;
    const last = flat.at(-1);
    if (piece.kind === "text" && last?.kind === "text") {
      const merged = textValue(last.value + piece.value, last.at);
      flat[flat.length - 1] = last.assumed === undefined ? merged : assume(merged, last.assumed);
    } else if (piece.kind !== "text" || piece.value !== "") {
      flat.push(piece);
    }
  };
  parts.forEach(add);
  if (length > MAXIMUM_TEXT || flat.length > MAXIMUM_PARTS) return unresolvedValue("the text is too long", at);
  const [first] = flat;
  const joined: Value =
    first === undefined ? textValue("", at) : flat.length === 1 ? { ...first, at } : { kind: "join", parts: flat, at };
  const made = pieces.length <= MAXIMUM_PIECES && pieces.some(isGiven) ? { ...joined, pieces } : joined;
  return assumed === undefined ? made : assume(made, assumed);
}

/** A parameter, alone or as a part of a text: a template around this one may give it another value. */
function isGiven({ parameter, pieces }: Value): boolean {
  return parameter !== undefined || pieces !== undefined;
}

/** Numbers and booleans read as text inside text; null as nothing. */
function asPiece(part: Value): Value {
  switch (part.kind) {
    case "number":
    case "boolean":
      return textValue(String(part.value), part.at);
    case "null":
      return textValue("", part.at);
    default:
      return part;
  }
}
