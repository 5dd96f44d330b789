// From a template that is put together with values to a constant one that takes them as its context.
import type { TextEdit } from "../../model/finding.ts";
import type { ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, quoted, rebuildAround } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { piecesOf } from "./command-words.ts";
import { partName } from "./tainted-parts.ts";

interface Engine {
  readonly place: (name: string) => string;
  readonly context: "object" | "keywords";
}

const braces = (name: string): string => `{{ ${name} }}`;

/** Calls whose second argument is the context. Sources: README pages of ejs, mustache.js, nunjucks; Flask API, `render_template_string`. */
const ENGINES: Readonly<Record<string, Engine | undefined>> = {
  "ejs.render": { place: (name) => `<%= ${name} %>`, context: "object" },
  "mustache.render": { place: braces, context: "object" },
  "nunjucks.renderString": { place: braces, context: "object" },
  "flask.render_template_string": { place: braces, context: "keywords" },
};

/** Undefined when the call has a context already, or the template is not written out in it. */
export function templateContextEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  if (!call) return undefined;
  const engine = ENGINES[dottedName(module, call.callee) ?? ""];
  const [template, second] = call.arguments;
  if (!engine || !template || second || template.spread || template.name !== undefined) return undefined;
  const pieces = piecesOf(template.value);
  const values = pieces.flatMap((piece) => (piece.kind === "expression" ? [piece.value] : []));
  // A template that is nothing but a value is chosen as a whole: no context makes it constant.
  if (values.length === 0 || pieces.every(({ kind }) => kind !== "text")) return undefined;
  const names = namesOf(values.map(partName));
  let place = 0;
  const text = pieces
    .map((piece) => (piece.kind === "text" ? piece.text : engine.place(names[place++] ?? "")))
    .join("");
  const isObject = engine.context === "object";
  const bind = (name: string): string => `${name}${isObject ? ": " : "="}`;
  const between = names.slice(1).map((name) => `, ${bind(name)}`);
  const segments = [
    `${quoted(text)}, ${isObject ? "{ " : ""}${bind(names[0] ?? "")}`,
    ...between,
    isObject ? " }" : "",
  ];
  return rebuildAround(
    module.file,
    template.value.at,
    values.map(({ at }) => at),
    segments,
  );
}

function namesOf(names: readonly string[]): readonly string[] {
  return names.map((name, index) => (names.indexOf(name) < index ? `${name}${index + 1}` : name));
}
