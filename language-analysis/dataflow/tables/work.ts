// Amounts of work, memory and time. Sources: MDN `Array`, `String.prototype.repeat`, `setTimeout`; Node.js documentation, "Buffer".
import type { SinkRow } from "./schema.ts";

const allocates = "reserves as much memory as it says";
const waits = "waits as long as it says, and the wait is paid for";

export const WORK_SINKS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "work",
    argument: { index: 0 },
    effect: allocates,
    apis: ["Array", "Buffer.alloc", "Buffer.allocUnsafe", "buffer.Buffer.alloc", "crypto.randomBytes"],
  },
  {
    kind: "text",
    class: "work",
    argument: { index: 0, properties: ["length"] },
    effect: allocates,
    apis: ["Array.from"],
  },
  { kind: "text", class: "work", argument: { index: 1 }, effect: waits, apis: ["setTimeout", "setInterval"] },
  {
    kind: "text",
    class: "work",
    argument: { index: 0 },
    effect: waits,
    apis: ["timers/promises.setTimeout", "delay", "sleep-promise", "time.sleep", "asyncio.sleep"],
  },
  {
    kind: "text",
    class: "work",
    argument: { index: 0 },
    effect: "does as many rounds as it says",
    apis: ["lodash.times", "lodash.range", "builtins.range"],
  },
];
