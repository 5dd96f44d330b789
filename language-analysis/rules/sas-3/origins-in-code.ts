// Origins that code allows: the header in answers, and the settings of middleware that sets it. Sources: READMEs of cors, hono/cors,
// @koa/cors, @fastify/cors, @middy/http-cors; documentation of Starlette (CORSMiddleware), Flask-CORS and Powertools for AWS Lambda (CORSConfig).
import type { Argument, Expression, ProgramModule, Statement } from "../../model/program.ts";
import { statementExpressions } from "../../model/program-parts.ts";
import type { Span } from "../../model/range.ts";
import { callsOf, textOfLiteral, type Call } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";
import { namesIn, variablesOf } from "../variables.ts";

export interface AllowedOrigin extends CodePlace {
  /** `any`: the header is `*`; `echo`: every origin is answered with itself. */
  readonly kind: "any" | "echo";
  readonly withCredentials: boolean;
  /** Of the text `*`, when that is what is written. */
  readonly literal?: Span;
}

/** Every place of the module at which all origins are let in. */
export const openOriginsOf = oncePerModule((module): readonly AllowedOrigin[] => [
  ...openHeaders(module),
  ...openMiddleware(module),
]);

const ALLOWS = /^access-control-allow-origin$/i;
const CREDENTIALS = /^access-control-allow-credentials$/i;

interface SetHeader {
  readonly name: string;
  readonly value: Expression;
  readonly at: Span;
  readonly functionIndex: number;
}

function* openHeaders(module: ProgramModule): Iterable<AllowedOrigin> {
  const headers = headersOf(module);
  const withCredentials = new Set(
    headers.flatMap(({ name, value, functionIndex }) =>
      CREDENTIALS.test(name) && !(value.kind === "literal" && /^false$/i.test(String(value.value)))
        ? [functionIndex]
        : [],
    ),
  );
  for (const { name, value, at, functionIndex } of headers) {
    if (!ALLOWS.test(name)) continue;
    const shared = { functionIndex, withCredentials: withCredentials.has(functionIndex) };
    if (textOfLiteral(value) === "*") yield { ...shared, kind: "any", at: value.at, literal: value.at };
    else if (isAskersOrigin(module, value, functionIndex) && !isCompared(module, value, functionIndex))
      yield { ...shared, kind: "echo", at };
  }
}

/** `{ "Access-Control-Allow-Origin": v }`, `headers["..."] = v`, `res.setHeader("...", v)`. */
function headersOf(module: ProgramModule): readonly SetHeader[] {
  const found: SetHeader[] = [];
  const add = (name: string | undefined, value: Expression | undefined, at: Span, functionIndex: number): void => {
    if (name !== undefined && value && (ALLOWS.test(name) || CREDENTIALS.test(name)))
      found.push({ name, value, at, functionIndex });
  };
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "object") continue;
    for (const { key, value } of expression.properties)
      if (typeof key === "string") add(key, value, value.at, functionIndex);
  }
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "assign" || statement.target.kind !== "member") continue;
    const { property } = statement.target;
    add(typeof property === "string" ? property : undefined, statement.value, statement.at, functionIndex);
  }
  for (const { name, call, at, functionIndex } of callsOf(module)) {
    if (!SETS_HEADER.test(name)) continue;
    const [header, value] = call.arguments;
    add(textOfLiteral(header?.value), value?.value, at, functionIndex);
  }
  return found;
}

const SETS_HEADER = /\.(setHeader|set_header|header|set|append|add|add_header|setdefault)$/;
const READS_HEADER = /(^|\.)(get|header|getHeader|get_header|get_header_value|headers)$/;

/** The header `Origin` of the request, as a property or read by its name. */
function isOriginRead(part: Expression): boolean {
  if (part.kind === "member")
    return (
      typeof part.property === "string" && /^origin$/i.test(part.property) && /headers?$/i.test(lastName(part.object))
    );
  if (part.kind !== "call" || !/^origin$/i.test(textOfLiteral(part.arguments[0]?.value) ?? "")) return false;
  return READS_HEADER.test(lastName(part.callee));
}

function lastName(expression: Expression): string {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "call") return lastName(expression.callee);
  if (expression.kind === "other" || expression.kind === "binary")
    return (
      partsOf(expression)
        .slice(1)
        .map(lastName)
        .find((name) => name !== "") ?? ""
    );
  return expression.kind === "member" && typeof expression.property === "string" ? expression.property : "";
}

/** The value is the header itself, or it and what stands in when there is none. */
function isAskersOrigin(module: ProgramModule, value: Expression, functionIndex: number, steps = 3): boolean {
  if (isOriginRead(value)) return true;
  if (value.kind === "binary" && (value.operator === "||" || value.operator === "??"))
    return isAskersOrigin(module, value.left, functionIndex, steps);
  if (value.kind !== "name" || steps === 0) return false;
  const values = variablesOf(module).valuesOf(value.name, functionIndex);
  return values.length > 0 && values.every((one) => isAskersOrigin(module, one, functionIndex, steps - 1));
}

/** The function looks at the origin: compares it, or hands it to something that may. */
function isCompared(module: ProgramModule, value: Expression, functionIndex: number): boolean {
  const names = new Set([...partsOf(value)].flatMap((part) => (part.kind === "name" ? [part.name] : [])));
  const isOrigin = (one: Expression | undefined): boolean =>
    one !== undefined &&
    partsOf(one).some(
      (part) => isOriginRead(part) || (part.kind === "name" && names.has(part.name) && value.kind === "name"),
    );
  return expressionsOf(module).some(({ expression, functionIndex: index }) => {
    if (index !== functionIndex) return false;
    if (expression.kind === "binary")
      return COMPARES.test(expression.operator) && (isOrigin(expression.left) || isOrigin(expression.right));
    if (expression.kind !== "call" || isOriginRead(expression)) return false;
    const isSetting = SETS_HEADER.test(`.${lastName(expression.callee)}`);
    return !isSetting && (expression.arguments.some((one) => isOrigin(one.value)) || isAsked(expression, isOrigin));
  });
}

const COMPARES = /^(===?|!==?|in|not in|is|is not)$/;

/** `origin.endsWith(".example.com")`, but not `headers.get("origin")`. */
function isAsked({ callee }: Call, isOrigin: (one: Expression) => boolean): boolean {
  return callee.kind === "member" && isOrigin(callee.object);
}

/** What a library does when it is told nothing, and the names of its settings. */
interface Middleware {
  readonly calls: RegExp;
  readonly origin: readonly string[];
  readonly pattern?: string;
  readonly credentials: string;
  readonly byDefault: "any" | "echo" | "none";
  /** What `true` as the origin means. */
  readonly whenTrue?: "echo";
}

const MIDDLEWARE: readonly Middleware[] = [
  { calls: /^cors(\.default)?$/, origin: ["origin"], credentials: "credentials", byDefault: "any", whenTrue: "echo" },
  { calls: /^hono\/cors\.cors$/, origin: ["origin"], credentials: "credentials", byDefault: "any" },
  { calls: /^@koa\/cors(\.default)?$/, origin: ["origin"], credentials: "credentials", byDefault: "echo" },
  {
    calls: /^@middy\/http-cors(\.default)?$/,
    origin: ["origin", "origins"],
    credentials: "credentials",
    byDefault: "any",
  },
  {
    calls: /^(starlette|fastapi)\.middleware\.cors\.CORSMiddleware$/,
    origin: ["allow_origins"],
    pattern: "allow_origin_regex",
    credentials: "allow_credentials",
    byDefault: "none",
  },
  {
    calls: /^flask_cors\.(CORS|cross_origin)$/,
    origin: ["origins"],
    credentials: "supports_credentials",
    byDefault: "any",
  },
  {
    calls: /^aws_lambda_powertools\.event_handler(\.api_gateway)?\.CORSConfig$/,
    origin: ["allow_origin"],
    credentials: "allow_credentials",
    byDefault: "any",
  },
];
/** Take the middleware as the first argument and its settings behind it: `app.add_middleware(CORSMiddleware, ...)`, `app.register(cors, {})`. */
const TAKES_MIDDLEWARE = /\.(add_middleware|register)$/;
const REGISTERED: readonly Middleware[] = [
  ...MIDDLEWARE,
  {
    calls: /^(@fastify\/cors|fastify-cors)(\.default)?$/,
    origin: ["origin"],
    credentials: "credentials",
    byDefault: "any",
    whenTrue: "echo",
  },
];

function* openMiddleware(module: ProgramModule): Iterable<AllowedOrigin> {
  for (const { name, call, at, functionIndex } of callsOf(module)) {
    const [first] = call.arguments;
    const isTaken = TAKES_MIDDLEWARE.test(name) && first !== undefined;
    const called = isTaken ? nameThrough(module, first.value) : name;
    const row = (isTaken ? REGISTERED : MIDDLEWARE).find(({ calls }) => calls.test(called));
    if (!row) continue;
    const settings = settingsOf(module, isTaken ? call.arguments.slice(1) : call.arguments, functionIndex);
    if (!settings) continue;
    const open = openBy(module, row, settings, functionIndex);
    if (!open) continue;
    const credentials = settings.get(row.credentials);
    yield {
      kind: open.kind,
      at: open.at ?? at,
      functionIndex,
      withCredentials: credentials?.kind === "literal" && credentials.value === true,
      ...(open.at && open.isText && { literal: open.at }),
    };
  }
}

function nameThrough(module: ProgramModule, expression: Expression): string {
  if (expression.kind !== "name") return "";
  const entry = module.imports.find(({ local }) => local === expression.name);
  return entry ? (/^(\*|default)$/.test(entry.imported) ? entry.module : `${entry.module}.${entry.imported}`) : "";
}

/** Options and keywords by name; undefined when some of them are not in sight. */
function settingsOf(
  module: ProgramModule,
  written: readonly Argument[],
  functionIndex: number,
): ReadonlyMap<string, Expression> | undefined {
  const found = new Map<string, Expression>();
  for (const { name, value, spread } of written) {
    // Flask-CORS takes settings for each path.
    if (spread || name === "resources") return undefined;
    if (name !== undefined) found.set(name, value);
    // The app itself is what Python's functions take by position.
    else if (module.language !== "python") {
      const values = value.kind === "name" ? variablesOf(module).valuesOf(value.name, functionIndex) : [value];
      const [options] = values;
      if (options?.kind !== "object" || values.length > 1) return undefined;
      for (const { key, value: setting } of options.properties) {
        if (typeof key !== "string") return undefined;
        found.set(key, setting);
      }
    }
  }
  return found;
}

interface Open {
  readonly kind: AllowedOrigin["kind"];
  readonly at?: Span;
  readonly isText?: boolean;
}

function openBy(
  module: ProgramModule,
  row: Middleware,
  settings: ReadonlyMap<string, Expression>,
  functionIndex: number,
): Open | undefined {
  const pattern = row.pattern === undefined ? undefined : settings.get(row.pattern);
  if (pattern && matchesAnyHost(textOfLiteral(pattern) ?? "")) return { kind: "echo", at: pattern.at };
  const given = row.origin.flatMap((name) => settings.get(name) ?? []);
  if (given.length === 0) return row.byDefault === "none" || pattern ? undefined : { kind: row.byDefault };
  for (const origin of given) {
    const values = origin.kind === "name" ? variablesOf(module).valuesOf(origin.name, functionIndex) : [origin];
    const [value] = values;
    if (!value || values.length > 1) continue;
    if (value.kind === "literal" && value.value === true && row.whenTrue) return { kind: row.whenTrue, at: origin.at };
    if (value.kind === "regex" && matchesAnyHost(value.source)) return { kind: "echo", at: origin.at };
    if (value.kind === "function" && answersEach(module, value.index)) return { kind: "echo", at: origin.at };
    const texts = value.kind === "array" ? value.items.map((item) => item.value) : [value];
    const star = texts.find((one) => textOfLiteral(one) === "*");
    if (star) return { kind: "any", at: star.at, isText: true };
  }
  return undefined;
}

/** `.*`, `https?://.*`: a pattern that names no host. */
function matchesAnyHost(source: string): boolean {
  return /^\^?\(?(https?\??:(\\?\/){2}|http)?(\.|\[\^\\?\/\]|\[\\s\\S\]|\\S)[*+]\??\)?\$?$/.test(source);
}

/** `(origin) => origin`, `(origin, done) => done(null, true)`: the function has one way, and it lets in who asks. */
function answersEach({ functions }: ProgramModule, index: number): boolean {
  const one = functions[index];
  const asker = namesIn(one?.parameters[0]?.pattern)[0];
  const done = namesIn(one?.parameters[1]?.pattern)[0];
  const [only, ...more] = one?.body ?? [];
  if (!one || !only || more.length > 1) return false;
  const [value] = valuesOf(only);
  if (value?.kind === "name") return value.name === asker;
  if (value?.kind === "binary" && /^(\|\||\?\?)$/.test(value.operator))
    return value.left.kind === "name" && value.left.name === asker;
  if (value?.kind !== "call" || value.callee.kind !== "name" || value.callee.name !== done) return false;
  const answer = value.arguments[1]?.value;
  return (answer?.kind === "literal" && answer.value === true) || (answer?.kind === "name" && answer.name === asker);
}

function valuesOf(statement: Statement): readonly Expression[] {
  return statement.kind === "return" || statement.kind === "expression" ? statementExpressions(statement) : [];
}
