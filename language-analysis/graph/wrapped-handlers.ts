// Monitoring layers take the handler's place: their module calls the function that an environment variable names.
// Sources: the vendors' pages on instrumenting Lambda functions (Datadog, New Relic, Lumigo, Epsagon, Sentry).
import type { FragmentNode } from "../model/fragment.ts";
import { textOf, type Value } from "../model/value.ts";

const NAMED_IN: readonly string[] = [
  "DD_LAMBDA_HANDLER",
  "NEW_RELIC_LAMBDA_HANDLER",
  "LUMIGO_ORIGINAL_HANDLER",
  "EPSAGON_HANDLER",
  "SENTRY_INITIAL_HANDLER",
];

/** The app's own handler, as it is written. */
export function ownHandler({ properties }: FragmentNode): Value | undefined {
  const { handler, environment } = properties;
  if (environment?.kind !== "map") return handler;
  const named = environment.entries.find(({ key, value }) => NAMED_IN.includes(key) && textOf(value) !== undefined);
  return named?.value ?? handler;
}
