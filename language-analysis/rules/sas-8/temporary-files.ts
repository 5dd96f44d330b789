// Content of unknown size that code writes to the function's disk.
import type { Expression, ProgramModule } from "../../model/program.ts";
import { argumentOf, callsOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

export interface TemporaryFile extends CodePlace {
  readonly api: string;
}

/** Downloads and writes to /tmp, in modules that ask for no size anywhere. */
export const temporaryFilesOf = oncePerModule((module): readonly TemporaryFile[] => {
  if (asksForSize(module)) return [];
  return callsOf(module).flatMap((one) =>
    isDownload(module, one) ? [{ at: one.at, functionIndex: one.functionIndex, api: shortName(one.name) }] : [],
  );
});

function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function isDownload(module: ProgramModule, { name, call, functionIndex }: NamedCall): boolean {
  const path = /\.download_file(obj)?$/.test(name)
    ? (argumentOf(call, name.endsWith("fileobj") ? 9 : 2, "Filename") ?? argumentOf(call, 1))
    : /(^|\.)(urlretrieve)$/.test(name)
      ? argumentOf(call, 1, "filename")
      : /(^|\.)createWriteStream$/.test(name)
        ? argumentOf(call, 0)
        : undefined;
  return path !== undefined && isTemporary(module, path, functionIndex) && !isOwnObject(module, call, functionIndex);
}

/** The object is one that the app itself has put there: its key is written down. */
function isOwnObject(module: ProgramModule, call: NamedCall["call"], functionIndex: number): boolean {
  const key =
    call.arguments.find(({ name }) => name === "Key")?.value ??
    (call.arguments.length > 2 ? argumentOf(call, 1) : undefined);
  if (!key) return false;
  return isWrittenDown(module, key, functionIndex, 0);
}

/** Literals, alone or put together. */
function isWrittenDown(module: ProgramModule, value: Expression, functionIndex: number, depth: number): boolean {
  const each = (parts: readonly Expression[]) =>
    parts.length > 0 && depth < 5 && parts.every((part) => isWrittenDown(module, part, functionIndex, depth + 1));
  switch (value.kind) {
    case "literal":
      return true;
    case "template":
      return each(value.parts);
    case "binary":
      return each([value.left, value.right]);
    case "name":
      return each(variablesOf(module).valuesOf(value.name, functionIndex));
    default:
      return false;
  }
}

function isTemporary(module: ProgramModule, path: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(path, functionIndex)) {
    if (textOfLiteral(part)?.startsWith("/tmp") === true) return true;
    if (part.kind === "call" && part.callee.kind === "member" && part.callee.property === "tmpdir") return true;
  }
  return false;
}

const SIZE =
  /^(ContentLength|contentLength|content-length|Content-Length|content_length|size|getsize|byteLength|bytesRead|maxContentLength|MAX_\w*(SIZE|BYTES|LENGTH)\w*|max_?(file_?)?size|maxSize|fileSize|file_size|disk_usage|statvfs)$/i;

function asksForSize(module: ProgramModule): boolean {
  for (const { expression } of expressionsOf(module)) {
    const text =
      expression.kind === "member" && typeof expression.property === "string"
        ? expression.property
        : expression.kind === "name"
          ? expression.name
          : expression.kind === "literal" && typeof expression.value === "string"
            ? expression.value
            : undefined;
    if (text !== undefined && SIZE.test(text)) return true;
  }
  return false;
}
