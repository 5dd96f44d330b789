// Literals handed to a parameter that takes a secret, whatever they are called. Sources: READMEs of jsonwebtoken, jwt-simple, jose;
// PyJWT "Usage"; docs.python.org/3/library/hmac.html; nodejs.org/api/crypto.html; cryptography.io "Fernet"; CryptoJS "Ciphers".
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { argumentOf, callsOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule } from "../code-search.ts";
import { variablesOf } from "../variables.ts";

export interface SecretArgument {
  /** The API as a person writes it. */
  readonly api: string;
  readonly at: Span;
  readonly value: string;
}

interface SecretParameter {
  readonly call: RegExp;
  readonly index: number;
  readonly keyword?: string;
}

const PARAMETERS: readonly SecretParameter[] = [
  { call: /^(?:jsonwebtoken|jwt|jwt-simple)\.(?:default\.)?(?:sign|verify)$/, index: 1 },
  { call: /^(?:jwt|jose\.jwt|jwt-simple|authlib\.jose\.jwt)\.(?:encode|decode)$/, index: 1, keyword: "key" },
  { call: /^crypto\.createHmac$/, index: 1 },
  { call: /^crypto\.create(?:Cipher|Decipher)(?:iv)?$/, index: 1 },
  { call: /^hmac\.new$/, index: 0, keyword: "key" },
  { call: /^cryptography\.fernet\.Fernet$/, index: 0, keyword: "key" },
  { call: /^(?:Crypto|Cryptodome)\.Cipher\.\w+\.new$/, index: 0, keyword: "key" },
  { call: /^crypto-js\.(?:AES|DES|TripleDES|Rabbit|RC4)\.(?:encrypt|decrypt)$/, index: 1 },
  { call: /^crypto-js\.Hmac\w+$/, index: 1 },
  { call: /^itsdangerous\.\w*Serializer$/, index: 0, keyword: "secret_key" },
];

/** Calls that sign in or set a password, by the last part of their name. */
const SIGNING_IN =
  /(?:^|\.)(?:connect|createConnection|createPool|createClient|Client|Pool|Connection|Session|client|resource|Sequelize|admin_create_user|admin_set_user_password|adminCreateUser|adminSetUserPassword|AdminCreateUserCommand|AdminSetUserPasswordCommand|initiate_auth|admin_initiate_auth|login|signIn|sign_in|authenticate|create_db_instance|create_user|createUser|SMTP|createTransport)$/;
const PASSWORD_NAME =
  /^(?:password|passwd|pwd|temporarypassword|masteruserpassword|aws_?secret_?access_?key|secretaccesskey)$/i;

export const secretArgumentsOf = oncePerModule((module): readonly SecretArgument[] =>
  callsOf(module).flatMap((one) => {
    const positional = secretArgument(module, one);
    return positional ? [positional] : passwordArguments(module, one);
  }),
);

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

function secretArgument(module: ProgramModule, { call, name, functionIndex }: NamedCall): SecretArgument | undefined {
  const parameter = PARAMETERS.find((each) => each.call.test(name));
  const argument = parameter && argumentOf(call, parameter.index, parameter.keyword);
  if (!argument) return undefined;
  const literal = literalOf(module, argument, functionIndex, 0);
  const value = textOfLiteral(literal);
  // A public key verifies; without a key nothing is protected, which other rules tell.
  if (!literal || value === undefined || value === "" || /PUBLIC KEY|CERTIFICATE/.test(value)) return undefined;
  return { api: name, at: argument.at, value };
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
      if (isEncoding) return literalOf(module, callee.object, functionIndex, depth + 1);
      const isBytes =
        callee.kind === "member" ? callee.property === "from" : callee.kind === "name" && callee.name === "bytes";
      return isBytes && first ? literalOf(module, first.value, functionIndex, depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}
