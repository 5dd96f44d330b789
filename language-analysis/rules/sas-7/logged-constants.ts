// Secrets that are written into the source and printed by their name.
import { say } from "../../model/message.ts";
import type { Expression } from "../../model/program.ts";
import { rangeOf, type Span } from "../../model/range.ts";
import { detectSecret } from "../../secrets/secret-detector.ts";
import { callsOf, textOfLiteral } from "../calls.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { isLogCall } from "../log-calls.ts";
import { partsOf } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { variablesOf } from "../variables.ts";

interface LoggedConstant extends CodePlace {
  readonly name: string;
  readonly api: string;
  readonly writtenAt: Span;
}

export function* loggedConstants(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, loggedConstantsOf)) {
    const [owner] = owners;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `constant ${file} ${place.name}`,
      confidence: "medium",
      message: say("{0} writes {1} to the log: {2}.", owner.name, place.name, place.api),
      related: [
        { at: rangeOf(file, place.writtenAt), message: say("The secret is written here.") },
        ...alsoRunBy(owners),
      ],
    };
  }
}

const loggedConstantsOf = oncePerModule((module): readonly LoggedConstant[] => {
  const found: LoggedConstant[] = [];
  for (const { call, name: api, functionIndex } of callsOf(module)) {
    if (!isLogCall(api)) continue;
    const names = call.arguments.flatMap(({ value }) => partsOf(value).filter(isName));
    for (const { name, at } of names) {
      const values = variablesOf(module).valuesOf(name, functionIndex);
      const [only] = values;
      const text = textOfLiteral(only);
      if (values.length !== 1 || !only || text === undefined || !detectSecret(name, text)) continue;
      found.push({ name, api, at, functionIndex, writtenAt: only.at });
    }
  }
  return found;
});

function isName(expression: Expression): expression is Extract<Expression, { kind: "name" }> {
  return expression.kind === "name";
}
