// How far a wildcard in an action reaches.
import { serviceOf, wildcardScope } from "../../iam/action.ts";

/** Patterns that end right after a verb: they cover every kind of object of the service. */
const VERB_ONLY =
  /^(get|list|describe|read|batch|batchget|query|search|put|create|update|delete|write|set|add|remove|modify|start|stop|run|invoke|send|publish|attach|detach|pass|tag|untag)\*$/i;
const READING = /^(get|list|describe|read|batchget|query|search)\*$/i;

/** Services whose whole action set only writes telemetry of the function itself. */
export const TELEMETRY: ReadonlySet<string> = new Set(["logs", "xray", "cloudwatch"]);

export interface Breadth {
  readonly service: string;
  readonly covers: "everything" | "service" | "prefix" | "reading" | "everything but";
}

/** How far an action pattern reaches; undefined when it names one kind of action. */
export function breadthOf(pattern: string | undefined): Breadth | undefined {
  const scope = pattern === undefined ? undefined : wildcardScope(pattern);
  if (pattern === undefined || scope === undefined) return undefined;
  if (scope === "everything") return { service: "*", covers: "everything" };
  const service = serviceOf(pattern);
  if (scope === "service") return { service, covers: "service" };
  const operation = pattern.slice(pattern.indexOf(":") + 1);
  if (!VERB_ONLY.test(operation)) return undefined;
  return { service, covers: READING.test(operation) ? "reading" : "prefix" };
}
