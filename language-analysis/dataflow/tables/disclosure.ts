// Which data is worth telling at which class of sink.
import { SINK_CLASSES, type SinkClass, type TaintSource } from "../../model/taint.ts";

type Kinds = ReadonlySet<TaintSource["kind"]>;

const FROM_OUTSIDE: Kinds = new Set(["event", "stored"]);

const SPECIAL: Readonly<Partial<Record<SinkClass, Kinds>>> = {
  // What a caller sent may be sent back; the inside of the app may not.
  response: new Set(["error", "environment", "secret"]),
  // Errors belong into the log.
  log: new Set(["event", "stored", "environment", "secret"]),
  // What was stored or sent before has been through its own check point.
  message: new Set(["event"]),
  lookup: new Set(["event"]),
};

export const DISCLOSED: Readonly<Record<SinkClass, Kinds>> = Object.fromEntries(
  SINK_CLASSES.map((sinkClass) => [sinkClass, SPECIAL[sinkClass] ?? FROM_OUTSIDE]),
) as Record<SinkClass, Kinds>;
