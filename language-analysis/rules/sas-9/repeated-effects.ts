// What must not happen twice when a message is delivered twice, and the signs that code keeps it from that.
// Sources: Stripe "Idempotent requests"; AWS Lambda Developer Guide, "Event source mapping: at least once"; Powertools for AWS Lambda, "Idempotency".
import type { Expression, ProgramModule } from "../../model/program.ts";
import { callsOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

export interface RepeatedEffect extends CodePlace {
  readonly kind: "payment" | "insert" | "counter" | "message";
  readonly api: string;
}

export const repeatedEffectsOf = oncePerModule((module): readonly RepeatedEffect[] =>
  callsOf(module).flatMap((one) => effectOf(module, one) ?? []),
);

const PAYMENT_APIS =
  /(^|\.)(charges|paymentIntents|PaymentIntent|Charge|refunds|Refund|transfers|Transfer|payouts|Payout|transaction|payments|invoiceItems)\.(create|sale|createPayment|capture)$/;
const PAYMENT_LIBRARIES =
  /^(stripe|braintree|square|adyen|@adyen\/api-library|@paypal\/.*|paypalrestsdk|mollie|@mollie\/.*|razorpay)(\.|$)/i;
const PAYS =
  /^(charge|chargeCard|charge_card|chargeCustomer|charge_customer|processPayment|process_payment|makePayment|make_payment|capturePayment|capture_payment|createCharge|create_charge|refund|refundPayment|refund_payment|transferMoney|transfer_money|transferFunds|transfer_funds|payOut|payout|sendMoney|send_money|debit|credit|debitAccount|debit_account)$/;

/** Mails and text messages to people. Sources: SES API reference; READMEs of @sendgrid/mail, nodemailer, twilio. */
const MAILS =
  /(^|\.)(sendEmail|sendRawEmail|sendTemplatedEmail|send_email|send_raw_email|send_templated_email|SendEmailCommand|SendRawEmailCommand|SendTemplatedEmailCommand|sendMail|send_mail|sendmail)$|^@sendgrid\/mail(\.default)?\.send$|(^|\.)messages\.create$/;

/** `publish({ PhoneNumber })`. */
function isTextMessage({ name, call }: NamedCall): boolean {
  if (!/(^|\.)(publish|PublishCommand)$/.test(name)) return false;
  return call.arguments.some(
    ({ name: keyword, value }) =>
      keyword === "PhoneNumber" ||
      (value.kind === "object" && value.properties.some(({ key }) => key === "PhoneNumber")),
  );
}

function effectOf(module: ProgramModule, one: NamedCall): RepeatedEffect | undefined {
  const { name, call, functionIndex, at } = one;
  const effect = (kind: RepeatedEffect["kind"], api: string): RepeatedEffect => ({ kind, api, at, functionIndex });
  const last = name.slice(name.lastIndexOf(".") + 1);
  const isLibrary = module.imports.some((entry) => PAYMENT_LIBRARIES.test(entry.module));
  if (isLibrary && PAYMENT_APIS.test(name) && !mentionsKey(one))
    return effect("payment", name.split(".").slice(-2).join("."));
  if (MAILS.test(name) || isTextMessage(one)) return effect("message", last);
  // A function of the app's own, told by its name.
  if (call.callee.kind === "name" && PAYS.test(last) && call.arguments.length > 0) return effect("payment", last);
  if (QUERIES.test(last) && isSql(module, one, isPlainInsert)) return effect("insert", last);
  if (QUERIES.test(last) && isSql(module, one, isSum)) return effect("counter", last);
  if (/^(update_item|updateItem|update)$|UpdateCommand$|UpdateItemCommand$/.test(last) && isCounter(module, one))
    return effect("counter", last);
  return undefined;
}

function mentionsKey({ call }: NamedCall): boolean {
  return call.arguments.some(
    ({ name, value }) =>
      (name !== undefined && /idempoten/i.test(name)) ||
      partsOf(value).some(
        (part) =>
          part.kind === "object" &&
          part.properties.some(({ key }) => typeof key === "string" && /idempoten/i.test(key)),
      ),
  );
}

const QUERIES = /^(execute|query|run|executemany|raw|exec)$/;

/** The text of the statement is in sight, and it is one of that kind. */
function isSql(module: ProgramModule, { call, functionIndex }: NamedCall, is: (sql: string) => boolean): boolean {
  const [first] = call.arguments;
  if (!first) return false;
  for (const part of variablesOf(module).origins(first.value, functionIndex, 2)) {
    const text = textOfLiteral(part);
    if (text !== undefined && /^\s*(insert|update)\b/i.test(text)) return is(text);
  }
  return false;
}

/** Adds a row whatever is there. */
function isPlainInsert(sql: string): boolean {
  return (
    /^\s*insert\s+into\b/i.test(sql) && !/on\s+(conflict|duplicate)|insert\s+ignore|not\s+exists|merge\b/i.test(sql)
  );
}

/** `UPDATE account SET balance = balance + ?`. */
function isSum(sql: string): boolean {
  return /^\s*update\b[^]*\bset\b[^]*?\b(\w+)\s*=\s*(?:\w+\.)?\1\s*[+-]/i.test(sql);
}

/** `ADD #n :one`, `SET n = n + :one` with no condition. */
function isCounter(module: ProgramModule, { call, functionIndex }: NamedCall): boolean {
  let text: string | undefined;
  let isConditional = false;
  const look = (key: string | undefined, value: Expression): void => {
    if (key === "UpdateExpression") text = textOfLiteral(value) ?? text;
    if (key === "ConditionExpression") isConditional = true;
  };
  for (const { name, value } of call.arguments) {
    look(name, value);
    for (const part of variablesOf(module).origins(value, functionIndex, 2)) {
      if (part.kind !== "object") continue;
      for (const { key, value: inner } of part.properties) if (typeof key === "string") look(key, inner);
    }
  }
  if (text === undefined || isConditional) return false;
  return /\badd\s+[#\w.]+\s+:/i.test(text) || /=\s*(if_not_exists\s*\([^)]*\)|[#\w.]+)\s*[+-]\s*:/i.test(text);
}

/** The module uses a library for it, asks the table whether it is new, or hands a key on. */
export const isIdempotent = oncePerModule((module): boolean => {
  if (module.imports.some((one) => /idempoten/i.test(one.module) || /idempoten/i.test(one.imported))) return true;
  for (const { expression } of expressionsOf(module)) {
    const text =
      expression.kind === "literal" && typeof expression.value === "string"
        ? expression.value
        : expression.kind === "name"
          ? expression.name
          : expression.kind === "member" && typeof expression.property === "string"
            ? expression.property
            : undefined;
    if (text !== undefined && /attribute_not_exists|idempoten|already_?processed|is_?duplicate|dedup/i.test(text))
      return true;
    if (
      expression.kind === "object" &&
      expression.properties.some(({ key }) => typeof key === "string" && /idempoten|^ConditionExpression$/i.test(key))
    )
      return true;
  }
  return callsOf(module).some(
    ({ name, call }) =>
      /idempoten|dedup|alreadyProcessed|already_processed/i.test(name) ||
      call.arguments.some((one) => one.name === "ConditionExpression" || /idempoten/i.test(one.name ?? "")),
  );
});
