// Which data is worth telling at which class of sink.
import type { SinkClass, TaintSource } from "../../model/taint.ts";

export const DISCLOSED: Readonly<Record<SinkClass, ReadonlySet<TaintSource["kind"]>>> = {
  "os-command": new Set(["event", "stored"]),
  code: new Set(["event", "stored"]),
  // What a caller sent may be sent back; the inside of the app may not.
  response: new Set(["error", "environment", "secret"]),
  // Errors belong into the log.
  log: new Set(["event", "stored", "environment", "secret"]),
};
