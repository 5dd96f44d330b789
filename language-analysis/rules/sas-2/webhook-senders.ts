// Services that call webhooks, how code betrays that it serves one of them, and how a signature check looks.
// Sources: each service's page on validating webhooks (GitHub, Stripe, Slack, Twilio, Shopify, Bitbucket, GitLab, SendGrid, Mailgun, PayPal, Discord, Zoom, Telegram, LINE, Meta).
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { MapNode } from "../../model/app-map.ts";
import { codeOf, oncePerModule } from "../code-search.ts";
import type { RuleContext } from "../rule.ts";
import { callsOf } from "../calls.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";

export interface WebhookSender {
  readonly name: string;
  /** Word of a route or function name; with `hook` or the like beside it. */
  readonly word: RegExp;
  /** Headers and fields that only requests of this service have. */
  readonly signs: RegExp;
  /** The header with the signature. */
  readonly signature: RegExp;
}

export const WEBHOOK_SENDERS: readonly WebhookSender[] = [
  {
    name: "GitHub",
    word: /^github$/,
    signs: /^x-github-(event|delivery|hook-id)$/i,
    signature: /^x-hub-signature(-256)?$/i,
  },
  {
    name: "Stripe",
    word: /^stripe$/,
    signs:
      /^(checkout\.session\.completed|payment_intent\.\w+|invoice\.(paid|payment_\w+)|customer\.subscription\.\w+|charge\.(succeeded|failed|refunded))$/,
    signature: /^stripe-signature$/i,
  },
  {
    name: "Slack",
    word: /^slack$/,
    signs:
      /^(x-slack-request-timestamp|x-slack-retry-num|url_verification|response_url|trigger_id|in_channel|ephemeral)$/i,
    signature: /^x-slack-signature$/i,
  },
  {
    name: "Twilio",
    word: /^twilio$/,
    signs: /^(MessageSid|CallSid|SmsMessageSid|SmsSid)$/,
    signature: /^x-twilio-signature$/i,
  },
  {
    name: "Shopify",
    word: /^shopify$/,
    signs: /^x-shopify-(topic|shop-domain|webhook-id)$/i,
    signature: /^x-shopify-hmac-sha256$/i,
  },
  { name: "Bitbucket", word: /^bitbucket$/, signs: /^(x-event-key|x-hook-uuid)$/i, signature: /^x-hub-signature$/i },
  { name: "GitLab", word: /^gitlab$/, signs: /^x-gitlab-event$/i, signature: /^x-gitlab-token$/i },
  {
    name: "SendGrid",
    word: /^sendgrid$/,
    signs: /^sg_(event|message)_id$/,
    signature: /^x-twilio-email-event-webhook-signature$/i,
  },
  { name: "Mailgun", word: /^mailgun$/, signs: /^event-data$/, signature: /^(signature|x-mailgun-signature)$/i },
  {
    name: "PayPal",
    word: /^paypal$/,
    signs: /^paypal-(transmission-id|cert-url)$/i,
    signature: /^paypal-transmission-sig$/i,
  },
  { name: "Discord", word: /^discord$/, signs: /^x-signature-timestamp$/i, signature: /^x-signature-ed25519$/i },
  {
    name: "Telegram",
    word: /^telegram$/,
    signs: /^(update_id|edited_message|inline_query)$/,
    signature: /^x-telegram-bot-api-secret-token$/i,
  },
  { name: "LINE", word: /^linebot$/, signs: /^(replyToken|reply_token)$/, signature: /^x-line-signature$/i },
  {
    name: "Meta",
    word: /^(facebook|messenger|whatsapp|instagram)$/,
    signs: /^hub\.verify_token$/,
    signature: /^x-hub-signature(-256)?$/i,
  },
  { name: "Zoom", word: /^zoom$/, signs: /^endpoint\.url_validation$/, signature: /^x-zm-signature$/i },
];

const CHECKS =
  /(^|\.)(createHmac|createVerify|timingSafeEqual|compare_digest|constructEvent|constructEventAsync|construct_event|validateRequest|validateRequestWithBody|validateExpressRequest|verifySignature|verify_signature|verifyRequest|verify_request|isValidSignature|is_valid_signature|isValidRequest|verifyKey|verifyWebhook|verify_webhook|validate_webhook|verify_header|webhooks\.verify|verifyAndReceive|is_valid_request|validateSignature|validate_signature|checkSignature|check_signature|verifyGithubWebhook|verifySlackRequest|nacl\.sign\.detached\.verify)$|^(hmac\.(new|digest)|tweetnacl\.sign\.detached\.verify)$/i;
/** Frameworks that check the signature of every request themselves. */
const CHECKING_LIBRARIES =
  /^(@slack\/bolt|slack_bolt|slack-bolt|@octokit\/webhooks|probot|standardwebhooks|svix|@shopify\/shopify-api|@slack\/events-api|@slack\/interactive-messages|slackeventsapi|discord-interactions|aws_lambda_powertools\.utilities\.signature)(\/|\.|$)/;

interface WebhookSigns {
  /** Names of senders whose headers or fields are read, with the functions that read them. */
  readonly senders: ReadonlyMap<string, ReadonlySet<number>>;
  /** Functions that check a signature. */
  readonly checking: ReadonlySet<number>;
}

const webhookSignsOf = oncePerModule((module): WebhookSigns => {
  const senders = new Map<string, Set<number>>();
  const signatures = new Map<string, number>();
  const checking = new Set<number>();
  if (module.imports.some((one) => CHECKING_LIBRARIES.test(one.module))) checking.add(0);
  for (const { text, functionIndex } of textsOf(module)) {
    for (const { name, signs, signature } of WEBHOOK_SENDERS) {
      if (signs.test(text)) senders.set(name, (senders.get(name) ?? new Set()).add(functionIndex));
      if (signature.test(text) && text.length > 9) signatures.set(text, functionIndex);
    }
  }
  if (signatures.size > 0 && !isOnlyRead(module, signatures))
    for (const functionIndex of signatures.values()) checking.add(functionIndex);
  for (const { name, functionIndex } of callsOf(module)) if (CHECKS.test(name)) checking.add(functionIndex);
  return { senders, checking };
});

/** Signs and checks of all code that `node` can run. */
export function webhookCodeOf(context: RuleContext, node: MapNode) {
  const parts = [...codeOf(context, node)].flatMap(([file, functions]) => {
    const module = context.code.get(file)?.module;
    return module ? [{ ...webhookSignsOf(module), functions }] : [];
  });
  const runs = (places: ReadonlySet<number> | undefined, functions: ReadonlySet<number>): boolean =>
    [...(places ?? [])].some((one) => functions.has(one));
  return {
    isChecked: parts.some(({ checking, functions }) => runs(checking, functions)),
    serves: (sender: string): boolean => parts.some(({ senders, functions }) => runs(senders.get(sender), functions)),
  };
}

/** The signature is put into a name that nothing uses. */
function isOnlyRead(module: ProgramModule, signatures: ReadonlyMap<string, number>): boolean {
  const names = new Set<string>();
  let reads = 0;
  for (const { statement } of statementsOf(module)) {
    if (statement.kind !== "assign" || statement.target.kind !== "name") continue;
    const isRead = partsOf(statement.value).some((part) => signatures.has(textIn(part) ?? ""));
    if (!isRead) continue;
    reads++;
    names.add(statement.target.name);
  }
  const mentions = [...textsOf(module)].filter(({ text }) => signatures.has(text)).length;
  if (reads === 0 || mentions > reads) return false;
  for (const { expression } of expressionsOf(module))
    if (expression.kind === "name" && names.has(expression.name)) return false;
  return true;
}

function textIn(part: Expression): string | undefined {
  if (part.kind === "member" && typeof part.property === "string") return part.property;
  return part.kind === "literal" && typeof part.value === "string" ? part.value : undefined;
}

/** Names of members, and literals. */
function* textsOf(module: ProgramModule): Iterable<{ readonly text: string; readonly functionIndex: number }> {
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind === "member" && typeof expression.property === "string")
      yield { text: expression.property, functionIndex };
    if (expression.kind === "literal" && typeof expression.value === "string" && expression.value.length < 60)
      yield { text: expression.value, functionIndex };
  }
}
