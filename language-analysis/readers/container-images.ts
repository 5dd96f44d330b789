// Functions that are container images built in the workspace: the Dockerfile says what is run and where it is copied from.
// Sources: AWS Lambda Developer Guide, "Create a Lambda function using a container image"; Dockerfile reference.
import { rangeOf } from "../model/range.ts";
import type { TextValue, Value } from "../model/value.ts";
import type { Companions } from "./companions.ts";
import { textValue } from "./make-values.ts";
import { folderOf, joinPath } from "./paths.ts";
import { elements, word } from "./walk-values.ts";

export interface ImageBuild {
  /** The template; paths are relative to its folder. */
  readonly file: string;
  readonly context: Value | undefined;
  readonly dockerfile: Value | undefined;
  /** Takes the place of the Dockerfile's command. */
  readonly command: Value | undefined;
}

interface Instruction {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  /** Column at which `text` begins. */
  readonly from: number;
}

/** `handler` and `codeUri` as a zip package would have them, as far as the Dockerfile tells. */
export function imageProperties(build: ImageBuild, companions: Companions): Readonly<Record<string, Value>> {
  const context = word(build.context) ?? ".";
  const folder = context === "." ? folderOf(build.file) : joinPath(folderOf(build.file), context);
  const name = word(build.dockerfile) ?? "Dockerfile";
  const path = folder === undefined ? undefined : joinPath(folder, name);
  const given = elements(build.command).find(isHandler);
  if (path === undefined) return given ? { handler: given } : {};
  const instructions = instructionsOf(companions.text(path) ?? "");
  const handler = given ?? commandOf(instructions, path);
  if (!handler) return {};
  const copied = codeFolder(instructions, handler.value);
  const uri = [context, copied].filter((part) => part !== "" && part !== ".").join("/");
  return { handler, codeUri: textValue(uri === "" ? "." : uri, build.context?.at ?? handler.at) };
}

/** `app.handler`, `pack.Class::method`: a module and a name in it; no program or script. */
function isHandler(value: Value): value is TextValue {
  return (
    value.kind === "text" &&
    /^[\w./-]+(?:\.\w+|(?:::[\w.+]+)+)$/.test(value.value) &&
    !/\.(?:py|[cm]?[jt]s|sh|jar)$/.test(value.value)
  );
}

function instructionsOf(text: string): readonly Instruction[] {
  return text.split("\n").flatMap((line, index) => {
    const found = /^\s*(CMD|COPY|ADD)\s+/i.exec(line);
    if (!found) return [];
    const from = found[0].length;
    return [{ name: (found[1] ?? "").toUpperCase(), text: line.slice(from).trimEnd(), line: index, from }];
  });
}

/** The last word of the last command that names a handler. */
function commandOf(instructions: readonly Instruction[], file: string): TextValue | undefined {
  const command = instructions.findLast(({ name }) => name === "CMD");
  if (!command) return undefined;
  const words = [...command.text.matchAll(/[^\s"',[\]]+/g)].map((match) => {
    const start = command.from + match.index;
    return textValue(match[0], rangeOf(file, [command.line, start, command.line, start + match[0].length]));
  });
  return words.findLast(isHandler);
}

/** The folder of the context from which the handler's module is copied: a file of its name, or the only folder. */
function codeFolder(instructions: readonly Instruction[], handler: string): string {
  const module = handler.slice(0, handler.lastIndexOf(".")).replaceAll(".", "/");
  const base = module.slice(module.lastIndexOf("/") + 1);
  const sources = instructions
    .filter(({ name, text }) => name !== "CMD" && !text.includes("--from="))
    .flatMap(({ text }) => {
      const words = [...text.matchAll(/[^\s"',[\]]+/g)].map(([one]) => one).filter((one) => !one.startsWith("--"));
      return words.slice(0, -1).map((one) => one.replace(/^\.\//, ""));
    });
  const file = sources.find((source) => {
    const last = source.slice(source.lastIndexOf("/") + 1);
    return last.replace(/\.[^.]+$/, "") === base || /^\*(?:\.\w+)?$/.test(last);
  });
  if (file !== undefined) return folderOf(file);
  const folders = sources.filter((source) => !/\.\w+$/.test(source)).map((source) => source.replace(/\/$/, ""));
  return folders.length === 1 ? (folders[0] ?? ".") : ".";
}
