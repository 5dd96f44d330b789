import { removedEdits, requestIdEdits } from "../less-logged.ts";
import { fixesAt, oncePerPath } from "../path-fixes.ts";
import { say } from "../../model/message.ts";
import type { Trigger } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import type { SourceRange } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { worstPathPerSink } from "../sas-1/taint-words.ts";
import { codeOf } from "../code-search.ts";
import { bodyReadsOf, eventReadsOf, type EventReads } from "./event-reads.ts";
import { loggedCredentials } from "./logged-credentials.ts";
import { loggedEvents } from "./logged-events.ts";
import { loggedRecords } from "./logged-records.ts";
import { SNIPPETS } from "./sensitive-data-logged-snippets.ts";

export const sensitiveDataLogged = defineRule({
  id: "SAS-10/sensitive-data-logged",
  title: "Sensitive parts of the event are logged",
  severity: "medium",
  why: "Headers hold sign-in tokens, bodies hold passwords and personal data; the log keeps them for everyone who may read logs.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
  mitigation: "Log an identifier of the request and the fields that you need, never the whole event.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph, taintPaths, code } = context;
    const isWorthTelling = (path: TaintPath): boolean =>
      path.sink.class === "log" && logged(context, path) !== undefined;
    const told = new Set(
      taintPaths
        .filter((path) => path.sink.class === "log" && (path.source.kind === "secret" || isWorthTelling(path)))
        .map(({ sink }) => placeOf(sink.callAt)),
    );
    for (const path of worstPathPerSink(taintPaths.filter(isWorthTelling))) {
      const node = graph.node(path.node);
      const found = logged(context, path);
      if (!node || !found) continue;
      yield {
        on: path.node,
        at: path.sink.at,
        key: `${found.what} ${path.sink.api}`,
        confidence: path.confidence,
        severity: found.severity,
        message: say("{0} writes {1} to the log.", node.name, found.what),
        reasons: [found.reason],
        steps: path.steps,
        fixes: fixesAt(code, path, fixesOf),
      };
    }
    yield* loggedRecords(context);
    yield* loggedEvents(context, WITH_TOKENS);
    yield* loggedCredentials(context, (call) => told.has(placeOf(call)));
  },
});

function placeOf({ file, start }: SourceRange): string {
  return `${file}:${start.line}:${start.character}`;
}

const fixesOf = oncePerPath((module, path): readonly Fix[] => {
  if (path.source.path === "") {
    const edits = requestIdEdits(module, path);
    return edits ? [{ title: say("Log the identifier of the request"), edits }] : [];
  }
  const edits = removedEdits(module, path);
  return edits ? [{ title: say("Take it out of the log"), edits }] : [];
});

const CREDENTIAL =
  /^(authorization|proxy-authorization|cookie|cookies|set-cookie|x-api-key|x-amz-security-token|password|passwd|pwd|newpassword|oldpassword|secret|clientsecret|token|accesstoken|idtoken|refreshtoken|apikey|jwt|session(id|token)?|authorizationtoken|credentials?|otp|pin|mfacode)$/;
const PAYMENT =
  /^(card|cardnumber|carddetails|cardinfo|creditcard|billing|billing(info|details|data)|payment(card|details|info)|ccnumber|cvv|cvc|iban|accountnumber|ssn|socialsecuritynumber|taxid|passport(number)?)$/;
/** Triggers whose events hold tokens or personal data as a whole. */
const WITH_TOKENS: ReadonlySet<Trigger> = new Set(["api", "url", "alb", "appsync", "authorizer", "cloudfront"]);

interface Logged {
  readonly what: string;
  readonly severity: Severity;
  readonly reason: ReturnType<typeof say>;
}

/** What the handler shows of its event, where no trigger tells. */
function eventReads({ graph, code }: RuleContext, { node, sink }: TaintPath): EventReads | undefined {
  const handler = graph.node(node)?.handler;
  const module = handler && code.get(handler.file)?.module;
  return module && eventReadsOf(module, handler.functionIndex, isSensitiveName, sink.at);
}

/** The first part of the body that the function's code reads by a sensitive name. */
function sensitiveInBody(context: RuleContext, { node: id }: TaintPath): string | undefined {
  const node = context.graph.node(id);
  for (const [file, functions] of node ? codeOf(context, node) : []) {
    const module = context.code.get(file)?.module;
    const read =
      module && bodyReadsOf(module).find((one) => functions.has(one.functionIndex) && isSensitiveName(one.name));
    if (read) return read.name;
  }
  return undefined;
}

function isSensitiveName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[_-]/g, "");
  return CREDENTIAL.test(plain) || PAYMENT.test(plain);
}

/** What of the event is written; undefined when nothing says that it is sensitive. */
function logged(context: RuleContext, path: TaintPath): Logged | undefined {
  const { source, through } = path;
  // A part under a name that is not known is not the whole.
  if (source.kind !== "event" || /^\*(\.\*)*$/.test(source.path)) return undefined;
  const parts = source.path === "" ? [] : source.path.split(".").filter((part) => !/^(\d+|\*)$/.test(part));
  const name = (parts.at(-1) ?? "").toLowerCase();
  const plain = name.replace(/[_-]/g, "");
  if (CREDENTIAL.test(name) || CREDENTIAL.test(plain) || PAYMENT.test(plain)) {
    const reason = say("By its name, {0} is a credential or payment data.", parts.join("."));
    return { what: parts.join("."), severity: "medium", reason };
  }
  // What has come through another function is no request any more.
  const isSent = through !== undefined;
  const reads = isSent || source.trigger === undefined ? eventReads(context, path) : undefined;
  const hasTokens =
    !isSent && (source.trigger === undefined ? reads?.isRequest === true : WITH_TOKENS.has(source.trigger));
  if (hasTokens && (parts.length === 0 || /^(multivalue)?headers$/.test(name))) {
    const reason = say("The headers of a request hold tokens and cookies of its sender.");
    return { what: parts.length === 0 ? "the whole event" : "all headers", severity: "medium", reason };
  }
  const inBody = parts.length === 1 && /^(body|json_body)$/.test(name) ? sensitiveInBody(context, path) : undefined;
  if (inBody !== undefined) {
    const reason = say("The function reads {0} out of it, by its name a credential or payment data.", inBody);
    return { what: "the body of the request", severity: "medium", reason };
  }
  if (reads?.isLogged && reads.sensitive !== undefined) {
    const reason = say("The function reads {0} out of it, by its name a credential or payment data.", reads.sensitive);
    return { what: "the whole event", severity: "medium", reason };
  }
  if (source.trigger === "cognito" && (parts.length === 0 || plain === "request" || plain === "userattributes")) {
    return {
      what: "the event of the user pool",
      severity: "medium",
      reason: say("It holds the attributes of a person."),
    };
  }
  return undefined;
}
