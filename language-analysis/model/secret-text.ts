import type { Confidence } from "./app-map.ts";
import type { Message } from "./message.ts";
import type { Span } from "./range.ts";

/** A credential in a file that is read as text only: settings, scripts, other languages. Its value is not kept. */
export interface SecretText {
  readonly file: string;
  /** What it is, as a noun phrase: `Stripe key`, `value of API_KEY`. */
  readonly what: string;
  readonly reason: Message;
  readonly confidence: Confidence;
  /** The value, quotes excluded. */
  readonly at: Span;
}
