// Credentials that code writes to the log by their names, wherever they come from: made here, looked up, handed in.
// Sources: OWASP Logging Cheat Sheet, "Data to exclude"; CWE-532.
import { say } from "../../model/message.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { rangeOf, type SourceRange } from "../../model/range.ts";
import { wordsOf } from "../../model/words.ts";
import { callsOf, nameOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { variablesOf } from "../variables.ts";

interface LoggedCredential extends CodePlace {
  readonly name: string;
  readonly call: NamedCall;
}

/** `isTold`: what the data flow says of the same call is more exact. */
export function* loggedCredentials(context: RuleContext, isTold: (call: SourceRange) => boolean): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, loggedCredentialsOf)) {
    if (isTold(rangeOf(file, place.call.at))) continue;
    const [owner] = owners;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `credential ${file} ${place.name}`,
      confidence: "medium",
      severity: "medium",
      message: say("{0} writes {1} to the log.", owner.name, place.name),
      reasons: [
        say("By its name, {0} is a credential or payment data.", place.name),
        exposureOf(context.graph, owner).reason,
      ],
      related: alsoRunBy(owners),
    };
  }
}

const LOGS =
  /^(console|log|logger|logging|winston|pino|bunyan)\.|^(print|pprint)$|(^|\.)(log|logger|logging|console)\.(log|trace|debug|verbose|info|notice|warn|warning|error|exception|critical|fatal)$/i;

const loggedCredentialsOf = oncePerModule((module): readonly LoggedCredential[] => {
  const found: LoggedCredential[] = [];
  for (const call of callsOf(module)) {
    if (!LOGS.test(call.name)) continue;
    // One call, one finding.
    for (const part of call.call.arguments.flatMap(({ value }) => [...writtenParts(module, value)])) {
      const name = spokenName(part);
      if (name === undefined || !isCredential(name) || isHarmless(module, part, call.functionIndex)) continue;
      found.push({ name, call, at: part.at, functionIndex: call.functionIndex });
      break;
    }
  }
  return found;
});

const SHOWN = /^(JSON\.stringify|json\.dumps|String|str|repr|util\.(inspect|format)|pprint\.pformat|dict)$/;

/** What of an argument is written as it is. */
function* writtenParts(module: ProgramModule, root: Expression): Iterable<Expression> {
  const stack = [root];
  for (let next = stack.pop(), steps = 0; next && steps < 60; next = stack.pop(), steps++) {
    switch (next.kind) {
      case "template":
        stack.push(...[...next.parts].reverse());
        break;
      case "binary":
        if (/^(\+|%|\|\||\?\?)$/.test(next.operator)) stack.push(next.right, next.left);
        break;
      case "object":
        stack.push(...next.properties.map(({ value }) => value).reverse());
        break;
      case "array":
        stack.push(...next.items.map(({ value }) => value).reverse());
        break;
      case "await":
        stack.push(next.operand);
        break;
      case "call": {
        const isFormat = next.callee.kind === "member" && next.callee.property === "format";
        if (SHOWN.test(nameOf(module, next.callee) ?? "") || isFormat)
          stack.push(...next.arguments.map(({ value }) => value).reverse());
        else yield next;
        break;
      }
      case "name":
      case "member":
        yield next;
        break;
      default:
    }
  }
}

/** `token`, `user.password`, `body["cvv"]`, `card.get("cvv")`. */
function spokenName(part: Expression): string | undefined {
  if (part.kind === "name") return part.name;
  if (part.kind === "member") return typeof part.property === "string" ? part.property : undefined;
  const isGet = part.kind === "call" && part.callee.kind === "member" && part.callee.property === "get";
  return isGet ? textOfLiteral(part.arguments[0]?.value) : undefined;
}

const CREDENTIAL =
  /^(password|passwd|pwd|passphrase|passcode|secret|clientsecret|apisecret|secretkey|secretaccesskey|privatekey|apikey|(access|refresh|id|auth|bearer|session|security|jwt)?token|jwt|otp|totp|cvv|cvc|cardnumber|creditcardnumber|ssn|connectionstring)$/;
/** Whatever stands before them. */
const ENDING = /^(password|passwd|passphrase|passcode|secret|otp|totp|cvv)$/;
const CODE_OF = /^(reset|recovery|verification|confirmation|activation|secret|otp|totp|mfa|login|signin|security)$/;
const NO_CREDENTIAL =
  /^(has|is|no|with|id|ids|name|arn|hash|hashed|masked|redacted|encrypted|length|count|type|expired|expiry|valid|invalid|missing|next|page|continuation|device|push|fcm|apns|policy|field|url|path|version|public|status|max|usage|error|message|request|execution|task|idempotency|correlation)$/;

function isCredential(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  // A constant in capitals is the name of a thing, more often than not; those that hold a secret are told by what they hold.
  if (words.some((word) => NO_CREDENTIAL.test(word)) || name === name.toUpperCase()) return false;
  if (CREDENTIAL.test(words.join("")) || ENDING.test(last)) return true;
  return last === "code" && words.some((word) => CODE_OF.test(word));
}

const MADE_HARMLESS =
  /mask|redact|obfuscat|hash|digest|length|^len$|bool|verify|decode|claims|exists|check|compare|is_?valid|^typeof$/i;

/** A constant, a yes or no, the claims of a verified token, what is left when it was masked. */
function isHarmless(module: ProgramModule, part: Expression, functionIndex: number): boolean {
  if (part.kind !== "name") return false;
  const values = variablesOf(module).valuesOf(part.name, functionIndex);
  return values.some((value) => {
    // `const token = event.executionToken ?? randomUUID()`
    const named = value.kind === "binary" ? spokenName(value.left) : spokenName(value);
    if (named !== undefined && wordsOf(named).some((word) => NO_CREDENTIAL.test(word))) return true;
    const inner = value.kind === "await" ? value.operand : value;
    if (inner.kind === "literal" || inner.kind === "unary") return true;
    if (inner.kind === "binary") return /^([!=]==?|in|not in|<|>|<=|>=|instanceof)$/.test(inner.operator);
    return inner.kind === "call" && MADE_HARMLESS.test((nameOf(module, inner.callee) ?? "").split(".").at(-1) ?? "");
  });
}
