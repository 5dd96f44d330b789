// Links and forms that let whoever gets them put an object into a bucket: what their call says of the object.
import type { CallArguments, Machine } from "../interpret/machine.ts";
import { readProperty } from "../interpret/memory.ts";
import type { Value } from "../domain/value.ts";
import type { PartName, SentPart } from "../tables/sends.ts";
import { piecesOf } from "./known.ts";

/** An argument of the operation by name. */
export type Input = (name: string) => Value | undefined;

const SIGNERS = /(^|\.)(getSignedUrl(Promise)?|createPresignedPost|generate_presigned_(url|post))$/i;

/** `callees`: library paths of what is called. */
export function isSigner(callees: readonly string[]): boolean {
  return callees.some((path) => SIGNERS.test(path.replace(/\([^)]*\)/g, "")));
}

/** What the link is made for. Parameters of the operation stand in a command, in `Params`, or beside the fields of a form. */
export function signedInput(machine: Machine, { positional, named }: CallArguments): Input {
  const [first, second] = positional;
  const given = named.get("Params") ?? (second && holdsObject(second) ? second : first);
  const holder = given?.madeOf ?? given;
  const read = (name: string): Value | undefined =>
    named.get(name) ?? (holder && holdsObject(holder) ? present(readProperty(machine, holder, name)) : undefined);
  return (name) => {
    if (name !== "Key") return read(name);
    const fields = read("Fields");
    // `generate_presigned_post(bucket, key)`
    const byPosition = holder && holdsObject(holder) ? undefined : second;
    return read("Key") ?? byPosition ?? (fields && present(readProperty(machine, fields, "key")));
  };
}

function holdsObject(value: Value): boolean {
  return value.refs.length > 0 || value.madeOf !== undefined;
}

function present(value: Value): Value | undefined {
  const isMissing = value.labels.size === 0 && value.literals?.length === 1 && value.literals[0] === undefined;
  return isMissing ? undefined : value;
}

/** Stands in the key of a form for the name of the file that is uploaded. Source: S3 API reference, "POST Object". */
const FILE_NAME = "${filename}";

/** What who gets the link chooses: the content, and of the key what is left open. */
export function openParts(parts: readonly SentPart[], input: Input): readonly PartName[] {
  const key = input("Key");
  const texts = key && piecesOf(key);
  const isKeyOpen = key === undefined || texts?.some((pieces) => pieces.some((one) => one.includes(FILE_NAME)));
  return parts.flatMap(({ part }) => (part === "content" || (part === "key" && isKeyOpen) ? [part] : []));
}
