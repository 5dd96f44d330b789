// Tokens, passwords and codes made with a generator whose output can be computed.
// Sources: CWE-330, CWE-338; Node.js and Python documentation of `crypto` and `secrets`.
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { wordsOf } from "../../model/words.ts";
import { nameOf } from "../calls.ts";
import type { CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";

interface GuessableSecret extends CodePlace {
  readonly kind: "random";
  readonly what: string;
}

const SECRETS = /^(token|session|otp|secret|password|passcode|nonce|csrf|pin)$/;
const NO_SECRETS =
  /^(request|idempotency|continuation|next|count|length|index|type|expiry|ttl|test|mock|fake|sample|name|number|label|title|design|color|colour)$/;
const RANDOM =
  /^(Math\.random|lodash\.(random|sample|sampleSize)|random\.(random|randint|randrange|choice|choices|sample|getrandbits|uniform|randbytes))$/;

export function guessableSecretsOf(module: ProgramModule): readonly GuessableSecret[] {
  const found = new Map<string, GuessableSecret>();
  const look = (name: string, value: Expression, functionIndex: number): void => {
    const at = namesSecret(name, value) ? randomIn(module, value) : undefined;
    if (at && !found.has(at.join())) found.set(at.join(), { kind: "random", what: name, at, functionIndex });
  };
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind === "assign" && statement.target.kind === "name")
      look(statement.target.name, statement.value, functionIndex);
    // `const newToken = () => Math.random().toString(36)`
    if (statement.kind === "return" && statement.value && functionIndex > 0)
      look(module.functions[functionIndex]?.name ?? "", statement.value, functionIndex);
  }
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "object") continue;
    for (const { key, value } of expression.properties) if (typeof key === "string") look(key, value, functionIndex);
  }
  return [...found.values()];
}

function namesSecret(name: string, value: Expression): boolean {
  const words = wordsOf(name);
  if (words.some((word) => NO_SECRETS.test(word))) return false;
  return words.some((word) => SECRETS.test(word)) || (words.includes("code") && isOfDigits(value));
}

/** `100000 + Math.random() * 900000`, `randint(1000, 9999)`: a number with four to eight digits, as people type them in. */
function isOfDigits(value: Expression): boolean {
  const numbers = [...partsOf(value)].flatMap((part) =>
    part.kind === "literal" && typeof part.value === "number" ? [String(part.value)] : [],
  );
  return numbers.some((text) => /^10{3,7}$/.test(text)) && numbers.some((text) => /^9(0{3,7}|9{3,7})$/.test(text));
}

function randomIn(module: ProgramModule, value: Expression): Span | undefined {
  for (const part of partsOf(value)) {
    if (part.kind === "call" && RANDOM.test(nameOf(module, part.callee) ?? "")) return part.at;
  }
  return undefined;
}
