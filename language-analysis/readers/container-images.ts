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

/**
 * `handler` and `codeUri` as a zip package would have them, as far as the Dockerfile tells, the `dockerfile` itself when it is in the
 * workspace, and the language of its base.
 */
export function imageProperties(build: ImageBuild, companions: Companions): Readonly<Record<string, Value>> {
  const context = word(build.context) ?? ".";
  const folder = context === "." ? folderOf(build.file) : joinPath(folderOf(build.file), context);
  const name = word(build.dockerfile) ?? "Dockerfile";
  const path = folder === undefined ? undefined : joinPath(folder, name);
  const given = elements(build.command).find(isHandler);
  const text = path === undefined ? undefined : companions.text(path);
  if (path === undefined || text === undefined) return given ? { handler: given } : {};
  const instructions = instructionsOf(text);
  const language = languageOf(instructions, path);
  const about = {
    dockerfile: textValue(path, rangeOf(path, [0, 0, 0, 0])),
    ...(language && { imageLanguage: language }),
  };
  const handler = given ?? commandOf(instructions, path) ?? (language && programOf(instructions, language, path));
  if (!handler) return about;
  const copied = codeFolder(instructions, handler.value);
  const uri = [context, copied].filter((part) => part !== "" && part !== ".").join("/");
  return { ...about, handler, codeUri: textValue(uri === "" ? "." : uri, build.context?.at ?? handler.at) };
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
    const found = /^\s*(FROM|ENTRYPOINT|CMD|COPY|ADD)\s+/i.exec(line);
    if (!found) return [];
    const from = found[0].length;
    return [{ name: (found[1] ?? "").toUpperCase(), text: line.slice(from).trimEnd(), line: index, from }];
  });
}

/** The last word of the last command that names a handler. */
function commandOf(instructions: readonly Instruction[], file: string): TextValue | undefined {
  return wordsOf(
    instructions.findLast(({ name }) => name === "CMD"),
    file,
  ).findLast(isHandler);
}

/** The program that the image of a compiled language runs. */
function programOf(instructions: readonly Instruction[], language: TextValue, file: string): TextValue | undefined {
  if (!COMPILED.has(language.value)) return undefined;
  const run = ["ENTRYPOINT", "CMD"].map((kind) => instructions.findLast(({ name }) => name === kind));
  const [program] = run.flatMap((instruction) => wordsOf(instruction, file));
  return program && { ...program, value: program.value.replace(/^\.?\//, "") };
}

function wordsOf(instruction: Instruction | undefined, file: string): readonly TextValue[] {
  if (!instruction) return [];
  const { text, line, from } = instruction;
  return [...text.matchAll(/[^\s"',[\]]+/g)].map((match) => {
    const start = from + match.index;
    return textValue(match[0], rangeOf(file, [line, start, line, start + match[0].length]));
  });
}

/** Languages by the last part of a base image's name; those of AWS, and the languages' own. */
const BASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:aws-lambda-)?node(?:js)?$/, "nodejs"],
  [/^(?:aws-lambda-)?python$/, "python"],
  [/^(?:aws-lambda-)?ruby$/, "ruby"],
  [/^(?:aws-lambda-go|go|golang)$/, "go"],
  [/^(?:aws-lambda-java|java|openjdk|amazoncorretto|eclipse-temurin|maven|gradle)$/, "java"],
  [/^(?:aws-lambda-)?dotnet$/, "dotnet"],
  [/^(?:rust|cargo-lambda)$/, "rust"],
  [/^swift$/, "swift"],
  [/^php$/, "php"],
  [/^(?:aws-lambda-)?provided$/, "provided"],
];
const COMPILED: ReadonlySet<string> = new Set(["go", "rust", "swift", "provided"]);

/** What the last stage is based on; of an image without a language of its own, what an earlier stage builds with. */
function languageOf(instructions: readonly Instruction[], file: string): TextValue | undefined {
  const found = instructions.flatMap((instruction) => {
    if (instruction.name !== "FROM") return [];
    const image = wordsOf(instruction, file).find(({ value }) => !value.startsWith("--"));
    // `registry:5000/lambda/ruby:3.3@sha256:...`; the images of .NET are `dotnet/sdk`, `dotnet/runtime`.
    const parts =
      image?.value
        .replace(/@.*$/, "")
        .replace(/:[^/]*$/, "")
        .split("/") ?? [];
    const name = parts.includes("dotnet") ? "dotnet" : (parts.at(-1) ?? "");
    const language = BASES.find(([pattern]) => pattern.test(name))?.[1];
    return image && language !== undefined ? [{ ...image, value: language }] : [];
  });
  return found.findLast(({ value }) => value !== "provided") ?? found.at(-1);
}

/** The folder of the context from which the handler's module is copied: a file of its name, or the only folder. */
function codeFolder(instructions: readonly Instruction[], handler: string): string {
  const module = handler.slice(0, handler.lastIndexOf(".")).replaceAll(".", "/");
  const base = module.slice(module.lastIndexOf("/") + 1);
  const sources = instructions
    .filter(({ name, text }) => (name === "COPY" || name === "ADD") && !text.includes("--from="))
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
