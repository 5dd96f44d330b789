// Loggers that are told to write every event. Source: Powertools for AWS Lambda, "Logging incoming event" (Python, TypeScript).
import type { Trigger } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { Expression } from "../../model/program.ts";
import { rangeOf } from "../../model/range.ts";
import { nameOf } from "../calls.ts";
import { oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { expressionsOf } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";

/** `@logger.inject_lambda_context(log_event=True)`, `injectLambdaContext(logger, { logEvent: true })`. */
export function* loggedEvents(context: RuleContext, withTokens: ReadonlySet<Trigger>): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, loggedEventsOf)) {
    const owner = owners.find(({ id }) =>
      context.graph.triggersOf(id).some(({ edge }) => edge.trigger && withTokens.has(edge.trigger)),
    );
    if (!owner) continue;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `event ${file}`,
      confidence: "high",
      severity: "medium",
      message: say("{0} writes {1} to the log.", owner.name, "the whole event"),
      reasons: [say("The headers of a request hold tokens and cookies of its sender.")],
    };
  }
}

const loggedEventsOf = oncePerModule((module): readonly CodePlace[] => {
  const found: CodePlace[] = [];
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "call") continue;
    if (!/(^|\.)(inject_lambda_context|injectLambdaContext)$/.test(nameOf(module, expression.callee) ?? "")) continue;
    const options = expression.arguments.flatMap(({ value }) => (value.kind === "object" ? value.properties : []));
    const given =
      expression.arguments.find(({ name }) => name === "log_event")?.value ??
      options.find(({ key }) => key === "logEvent")?.value;
    if (given && isTrue(given)) found.push({ at: given.at, functionIndex });
  }
  return found;
});

function isTrue(value: Expression): boolean {
  return value.kind === "literal" && value.value === true;
}
