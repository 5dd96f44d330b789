// Templates that went wrong: parts replaced, pieces of the text cut out or doubled. The same for the same seed.
import fc from "fast-check";
import { dump } from "js-yaml";
import { CLOUDFORMATION_SEED, SAM_SEED, SCRIPT_SEED, SERVERLESS_SEED } from "./seeds.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

export interface Input {
  readonly path: string;
  readonly text: string;
}

/** By reader: file name without extension, and the template that mutations start from. */
export const READERS: Readonly<Record<string, readonly [name: string, seed: Json]>> = {
  sam: ["template", SAM_SEED],
  cloudformation: ["stack", CLOUDFORMATION_SEED],
  serverless: ["serverless", SERVERLESS_SEED],
};

/** What is put in place of a part: any JSON, and calls and variables of the right form with the wrong content. */
const intruder: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    { Ref: "Handler" },
    { Ref: "AWS::NoValue" },
    { "Fn::GetAtt": ["Orders"] },
    { "Fn::Sub": ["${A}", { A: { Ref: "A" } }] },
    { "Fn::If": ["IsProd", [{ Ref: "AWS::NoValue" }], { a: 1 }] },
    { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "template.json" } } },
    { "Fn::ForEach::X": ["A", ["b", "c"], { "${A}": {} }] },
    "${self:custom.loop}",
    "${self:}",
    "${file(./other.yml):a.b, 'x'}",
    "${self:custom.${self:custom.loop}}",
    "__proto__",
    "constructor",
    [[], [null], {}],
  ),
);

/** One to four parts replaced; as data. */
export function replacedParts(seed: Json): fc.Arbitrary<Json> {
  return fc
    .array(fc.tuple(fc.constantFrom(...pathsOf(seed)), intruder), { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce<Json>((value, [at, by]) => (existsAt(value, at) ? replaceAt(value, at, by) : value), seed),
    );
}

/** Up to 40 characters left out, or said twice. */
export function damagedText(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(), fc.nat(40), fc.boolean()).map(([offset, length, isDoubled]) => {
    const from = offset % text.length;
    return text.slice(0, isDoubled ? from + length : from) + text.slice(isDoubled ? from : from + length);
  });
}

/** Readers of text that is no data: damage is all that can be done to it, to the service and to a part of it in other files. */
export const SCRIPTS: Readonly<Record<string, Input>> = { script: { path: "serverless.ts", text: SCRIPT_SEED } };

/** Pieces of a script exchanged, doubled, left out, and expressions of the right form with the wrong content put in. */
function mutatedScripts({ path, text }: Input): fc.Arbitrary<Input> {
  const pieces = text.split(/(?=[ ,{}()[\]`'$.:;=])/);
  const place = fc.nat(pieces.length - 1);
  const intruders = fc.constantFrom(
    ...[
      "load('x')",
      "...config",
      "a.b.c",
      "`${table}`",
      "[...config]",
      "() => config",
      "new Date()",
      "await x",
      "{",
      ")",
    ],
    ...[
      "process.env.X",
      "table + table",
      "config.functions",
      "/a+/",
      "1n",
      "class {}",
      "x ? y : z",
      "delete a",
      "\\u0000",
    ],
  );
  const edit = fc.oneof(
    fc.tuple(place, place).map(([at, from]) => [at, pieces[from] ?? ""] as const),
    fc.tuple(place, intruders),
  );
  return fc.array(edit, { minLength: 0, maxLength: 6 }).chain((edits) => {
    const mutated = [...pieces];
    for (const [at, by] of edits) mutated[at] = by;
    const whole = mutated.join("");
    return fc.oneof(fc.constant(whole), damagedText(whole)).map((damaged) => ({ path, text: damaged }));
  });
}

/** Any mutation of a reader's template, as JSON and as YAML, sound data and damaged text. */
export function mutatedTemplates(reader: string): fc.Arbitrary<Input> {
  const script = SCRIPTS[reader];
  if (script) return mutatedScripts(script);
  const known = READERS[reader];
  if (!known) throw new Error(`There is no reader ${reader}.`);
  const [name, seed] = known;
  const texts = fc
    .oneof(fc.constant(seed), replacedParts(seed))
    .chain((json) =>
      fc.constantFrom<Input>(
        { path: `${name}.json`, text: JSON.stringify(json, null, 2) },
        { path: `${name}.yml`, text: dump(json) },
      ),
    );
  return texts.chain((input) =>
    fc.oneof(
      fc.constant(input),
      damagedText(input.text).map((text) => ({ ...input, text })),
    ),
  );
}

/** Templates that include themselves under the names that mutations use. */
export function companionsOf(text: string): Readonly<Record<string, string>> {
  return { "other.yml": text, "template.json": text, "parts.ts": text };
}

function pathsOf(value: Json, at: Path = []): readonly Path[] {
  if (value === null || typeof value !== "object") return [at];
  const children = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(value as Record<string, Json>);
  return [at, ...children.flatMap(([key, child]) => pathsOf(child, [...at, key]))];
}

function replaceAt(value: Json, [key, ...rest]: Path, by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => (index === key ? replaceAt(item, rest, by) : item));
  }
  const map = value as Record<string, Json>;
  return { ...map, [key]: replaceAt(map[key] ?? null, rest, by) };
}

function existsAt(value: Json, [key, ...rest]: Path): boolean {
  if (key === undefined) return true;
  if (value === null || typeof value !== "object") return false;
  const child = (value as Record<string | number, Json>)[key];
  return child !== undefined && Object.hasOwn(value, key) && existsAt(child, rest);
}
