// Mini programs made of the tables: each row's API is called with event data as the row says it is dangerous.
import type {
  AwsSink,
  ArgumentPlace,
  Choice,
  OptionTest,
  SinkRow,
  TextSink,
} from "../../language-analysis/dataflow/tables/schema.ts";
import type { SinkClass } from "../../language-analysis/model/taint.ts";

export interface Probe {
  /** As the table names it. */
  readonly api: string;
  readonly class: SinkClass;
  /** One statement, on one line. */
  readonly statement: string;
  /** Imports it needs, each on one line. */
  readonly imports: readonly string[];
}

type Language = "js" | "py";

/** Names that a program has without an import. */
const GLOBALS =
  /^(eval|Function|RegExp|setTimeout|setInterval|setImmediate|require|import|fetch|JSON|Array|Buffer|String|Object|Error|TypeError|RangeError|URL|URLSearchParams|TextDecoder|TextEncoder|Number|BigInt|Math|Promise|Boolean|isNaN|isFinite|Symbol|Date|structuredClone|process|atob|btoa|escape|unescape|encodeURI|encodeURIComponent|decodeURI|decodeURIComponent|parseInt|parseFloat|console|clearTimeout|clearInterval|performance|XMLHttpRequest|WebSocket|EventSource|builtins|Response)(?![\w/-])/;

/** An expression for the API, and the import behind it. `mysql.createPool().query` is `mysql.createPool(0).query`. */
export function expressionOf(
  language: Language,
  api: string,
  given?: string,
): { expression: string; imports: string[] } {
  const end = api.search(/[.([]/);
  const module = end < 0 ? api : api.slice(0, end);
  const rest = end < 0 ? "" : api.slice(end);
  const local = module.replace(/\W/g, "_");
  let calls = 0;
  const path = rest.replace(/\(([^()]*)\)/g, (_all, inner: string) => {
    calls += 1;
    if (inner !== "") return `("${inner}")`;
    return calls === 1 && given !== undefined ? `(${given})` : "(0)";
  });
  const name = `${path.replaceAll("[]", "[0]")}`;
  if (language === "py") {
    if (module === "builtins") return { expression: name.slice(1), imports: [] };
    const dotted = /^[\w.]+/.exec(api)?.[0] ?? module;
    const packages = /^(mysql|google|xml)\./.test(api) ? [dotted.split(".").slice(0, 2).join(".")] : [module];
    return { expression: `${module}${name}`, imports: packages.map((one) => `import ${one}`) };
  }
  if (GLOBALS.test(api)) return { expression: `${local}${name}`, imports: [] };
  return { expression: `${local}${name}`, imports: [`const ${local} = require(${JSON.stringify(module)});`] };
}

/** What of the event the sink's class is about. */
function sourceOf(language: Language, sinkClass: SinkClass, row: { kind?: string; only?: Choice }): string {
  if (sinkClass === "log") return language === "js" ? "process.env.DB_PASSWORD" : 'os.environ["DB_PASSWORD"]';
  if (sinkClass === "response") return language === "js" ? "process.env" : "os.environ";
  const field = row.only ? { decisions: "price", identities: "userId" }[row.only] : "x";
  return language === "js" ? `data.${field}` : `data["${field}"]`;
}

function joined(language: Language, source: string): string {
  return language === "js"
    ? `("You are a helper. Answer: " + ${source})`
    : `("You are a helper. Answer: " + ${source})`;
}

/** `{ a: { b: [value] } }` for `a.b.*`. */
function objectWith(language: Language, path: readonly string[], value: string): string {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inner = objectWith(language, rest, value);
  return first === "*"
    ? `[${inner}]`
    : language === "js"
      ? `{ ${JSON.stringify(first)}: ${inner} }`
      : `{"${first}": ${inner}}`;
}

function optionText(language: Language, test: OptionTest | undefined): string | undefined {
  if (!test || !("equals" in test)) return undefined;
  const [value] = test.equals;
  if (language === "js") return `{ ${test.option}: ${JSON.stringify(value)} }`;
  return `${test.option}=${value === true ? "True" : JSON.stringify(value)}`;
}

function callOf(
  language: Language,
  expression: string,
  place: ArgumentPlace | "all" | "receiver",
  value: string,
  option: string | undefined,
): string {
  if (place === "all") return `${expression}(${value})`;
  if (place === "receiver") return `${expression}()`;
  const before = Array.from({ length: place.index }, () => '"a"');
  const property = place.properties?.[0];
  const given = property === undefined ? value : objectWith(language, property.split("."), value);
  return `${expression}(${[...before, given, ...(option === undefined ? [] : [option])].join(", ")})`;
}

/** One program for each API of the row. */
export function probesOf(language: Language, row: SinkRow): readonly Probe[] {
  return row.apis.map((api) => probeOf(language, api, row));
}

export function probeOf(language: Language, api: string, row: Omit<TextSink, "apis"> | SinkRow): Probe {
  const source = sourceOf(language, row.class, row);
  const isReceiver = row.kind !== "process" && row.argument === "receiver";
  const { expression, imports } = expressionOf(language, api, isReceiver ? source : undefined);
  const statement =
    row.kind === "process"
      ? callOf(language, expression, row.program, source, undefined)
      : callOf(
          language,
          expression,
          row.argument,
          row.joined ? joined(language, source) : source,
          optionText(language, row.when),
        );
  return { api, class: row.class, statement, imports };
}

/** Each operation, parameter and SDK of a row of AWS. */
export function awsProbesOf(language: Language, row: AwsSink): readonly Probe[] {
  const services = row.services ?? ["s3"];
  return row.operations.flatMap((operation) =>
    row.parameters.map((parameter): Probe => {
      const source = sourceOf(language, row.class, row);
      const value = row.joined ? joined(language, source) : source;
      const [first = "", ...rest] = parameter.split(".");
      const service = services[0] ?? "s3";
      const api = `${service}.${operation} ${parameter}`;
      if (language === "py") {
        const statement = `boto3.client("${service}").${operation}(${first}=${objectWith("py", rest, value)})`;
        return { api, class: row.class, statement, imports: ["import boto3"] };
      }
      const input = objectWith("js", parameter.split("."), value);
      const statement = `new sdk.${service}().${operation}(${input})`;
      return { api, class: row.class, statement, imports: ['const sdk = require("aws-sdk");'] };
    }),
  );
}

/** A text for each alternative of a pattern, without its anchors: `/\.(get|post)(Sync)?$/` gives `.get`, `.post`. */
export function examplesOf(pattern: RegExp): readonly string[] {
  const { source } = pattern;
  let at = 0;
  const alternatives = (): string[] => {
    const all = [...sequence()];
    while (source[at] === "|") {
      at += 1;
      all.push(...sequence());
    }
    return all;
  };
  const sequence = (): string[] => {
    let texts = [""];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") {
      let parts = atom();
      if (source[at] === "?") {
        at += 1;
        parts = [""];
      } else if (source[at] === "*") {
        at += 1;
        parts = parts.slice(0, 1);
      } else if (source[at] === "+") at += 1;
      texts = texts.flatMap((text) => parts.map((part) => text + part));
    }
    return texts;
  };
  const atom = (): string[] => {
    const character = source[at] ?? "";
    at += 1;
    if (character === "^" || character === "$") return [""];
    if (character === "(") {
      if (source.startsWith("?:", at)) at += 2;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    if (character === "[") {
      const first = source[at] ?? "";
      at = source.indexOf("]", at) + 1;
      return [first];
    }
    if (character !== "\\") return [character === "." ? "x" : character];
    const escaped = source[at] ?? "";
    at += 1;
    return [escaped === "w" || escaped === "d" ? "x" : escaped === "b" ? "" : escaped];
  };
  return alternatives();
}

/** Some end what runs them. */
function ended(statement: string): string {
  return /\babort\(/.test(statement) ? `if data: ${statement}` : statement;
}

/** The program that runs the probes, and the line (zero-based) of each. */
export function programOf(
  language: Language,
  probes: readonly Probe[],
): { readonly text: string; readonly firstLine: number } {
  const imports = [...new Set(probes.flatMap((probe) => probe.imports))];
  const head =
    language === "js"
      ? [...imports, "exports.handler = async (event) => {", "  const data = JSON.parse(event.body);"]
      : ["import json, os", ...imports, "def handler(event, context):", '    data = json.loads(event["body"])'];
  const lines = probes.map(({ statement }) => (language === "js" ? `  ${statement};` : `    ${ended(statement)}`));
  return { text: [...head, ...lines, ...(language === "js" ? ["};"] : [])].join("\n"), firstLine: head.length };
}
