// Literals handed to a parameter that takes a secret, whatever they are called.
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { isPlaceholder } from "../../secrets/secret-detector.ts";
import { argumentOf, callsOf, nameOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule } from "../code-search.ts";
import { statementsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";
import { SIGN_IN_PARAMETERS, SIGNING_PARAMETERS, SIGNING_SETTINGS, type SecretParameter } from "./secret-parameters.ts";

export interface SecretArgument {
  /** The API as a person writes it. */
  readonly api: string;
  readonly at: Span;
  readonly value: string;
}

/** Calls that sign in or set a password, by the last part of their name. */
const SIGNING_IN =
  /(?:^|\.)(?:connect|createConnection|createPool|createClient|Client|Pool|Connection|Session|client|resource|Sequelize|admin_create_user|admin_set_user_password|adminCreateUser|adminSetUserPassword|AdminCreateUserCommand|AdminSetUserPasswordCommand|initiate_auth|admin_initiate_auth|login|signIn|sign_in|authenticate|create_db_instance|create_user|createUser|SMTP|createTransport)$/;
const PASSWORD_NAME =
  /^(?:password|passwd|pwd|temporarypassword|masteruserpassword|aws_?secret_?access_?key|secretaccesskey)$/i;

export const secretArgumentsOf = oncePerModule((module): readonly SecretArgument[] => [
  ...callsOf(module).flatMap((one) => {
    const given = secretArgument(module, one);
    return given ? [given] : passwordArguments(module, one);
  }),
  ...signingSettings(module),
]);

/** `connect(password="...")`, `createConnection({ password: "..." })`: whatever it is, somebody signs in with it. */
function passwordArguments(module: ProgramModule, { call, name, functionIndex }: NamedCall): readonly SecretArgument[] {
  if (!SIGNING_IN.test(name)) return [];
  const named = call.arguments.flatMap(({ name: keyword, value }) => {
    if (keyword !== undefined) return [{ keyword, value }];
    if (value.kind !== "object") return [];
    return value.properties.flatMap(({ key, value: inner }) =>
      typeof key === "string" ? [{ keyword: key, value: inner }] : [],
    );
  });
  return named.flatMap(({ keyword, value }) => {
    if (!PASSWORD_NAME.test(keyword)) return [];
    const literal = literalOf(module, value, functionIndex, 0);
    const text = textOfLiteral(literal);
    if (!literal || text === undefined || text.length < 4 || /\s|^<.*>$|^x+$|^\*+$|^-+$/i.test(text)) return [];
    // Where it is written, not where it is used: that is the line to change.
    return [{ api: name, at: literal.at, value: text }];
  });
}

function secretArgument(module: ProgramModule, one: NamedCall): SecretArgument | undefined {
  const isFor = ({ call }: SecretParameter): boolean => call.test(one.name);
  const signing = SIGNING_PARAMETERS.find(isFor);
  const parameter = signing ?? SIGN_IN_PARAMETERS.find(isFor);
  const argument = parameter && givenFor(module, one, parameter);
  if (!argument) return undefined;
  const literal = literalOf(module, argument, one.functionIndex, 0);
  const value = textOfLiteral(literal);
  // A public key verifies; without a key nothing is protected, which other rules tell.
  if (!literal || value === undefined || value === "" || /PUBLIC KEY|CERTIFICATE/.test(value)) return undefined;
  if (!signing && (value.length < SHORTEST_SIGN_IN || isPlaceholder(value))) return undefined;
  return { api: one.name, at: argument.at, value };
}

const SHORTEST_SIGN_IN = 4;

function givenFor(
  module: ProgramModule,
  { call, functionIndex }: NamedCall,
  { index, keyword, option }: SecretParameter,
): Expression | undefined {
  const argument = argumentOf(call, index, keyword);
  if (option === undefined || argument?.kind === "literal") return argument;
  return option
    .split(".")
    .reduce((value: Expression | undefined, key) => partOf(module, value, key, functionIndex), argument);
}

/** Of an object or list, or of the one that a name is bound to. */
function partOf(
  module: ProgramModule,
  value: Expression | undefined,
  key: string,
  functionIndex: number,
): Expression | undefined {
  switch (value?.kind) {
    case "object":
      return value.properties.find((one) => one.key === key)?.value;
    case "array":
      return value.items[Number(key)]?.value;
    case "name": {
      const [only, ...more] = variablesOf(module).valuesOf(value.name, functionIndex);
      return only && more.length === 0 && only.kind !== "name" ? partOf(module, only, key, functionIndex) : undefined;
    }
    default:
      return undefined;
  }
}

/** `app.config["SECRET_KEY"] = "..."`, `app.secret_key = "..."`. */
function* signingSettings(module: ProgramModule): Iterable<SecretArgument> {
  if (module.language !== "python") return;
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "assign" || statement.target.kind !== "member") continue;
    const { object, property } = statement.target;
    if (typeof property !== "string") continue;
    const owner = nameOf(module, object) ?? "";
    const isSetting = SIGNING_SETTINGS.test(property) && /(^|\.)config$/.test(owner);
    if (!isSetting && !(property === "secret_key" && /(^|\.)app$/.test(owner))) continue;
    const value = textOfLiteral(literalOf(module, statement.value, functionIndex, 0));
    if (value) yield { api: `${owner}.${property}`, at: statement.value.at, value };
  }
}

/** The literal that the argument is, through names that are assigned once and conversions of text to bytes. */
function literalOf(
  module: ProgramModule,
  expression: Expression,
  functionIndex: number,
  depth: number,
): Expression | undefined {
  if (depth > 4) return undefined;
  switch (expression.kind) {
    case "literal":
      return expression;
    case "name": {
      const values = variablesOf(module).valuesOf(expression.name, functionIndex);
      const [only] = values;
      return values.length === 1 && only ? literalOf(module, only, functionIndex, depth + 1) : undefined;
    }
    case "call": {
      const { callee } = expression;
      const [first] = expression.arguments;
      const isEncoding = callee.kind === "member" && callee.property === "encode";
      if (isEncoding) {
        const isEncoder = [...variablesOf(module).origins(callee.object, functionIndex)].some(isTextEncoder);
        const text = isEncoder ? first?.value : callee.object;
        return text && literalOf(module, text, functionIndex, depth + 1);
      }
      const isBytes =
        callee.kind === "member" ? callee.property === "from" : callee.kind === "name" && callee.name === "bytes";
      return isBytes && first ? literalOf(module, first.value, functionIndex, depth + 1) : undefined;
    }
    case "member": {
      // `config.jwtKey` of an object that is written in the same module.
      const { object, property } = expression;
      const part = typeof property === "string" ? partOf(module, object, property, functionIndex) : undefined;
      return part && literalOf(module, part, functionIndex, depth + 1);
    }
    default:
      return undefined;
  }
}

function isTextEncoder(part: Expression): boolean {
  if (part.kind !== "call") return false;
  const { callee } = part;
  return (callee.kind === "member" ? callee.property : callee.kind === "name" && callee.name) === "TextEncoder";
}
