// Reads of stored content. Operations without case and underscores. Source: AWS SDK API references (S3, SQS).
import type { Trigger } from "../../model/app-map.ts";
import type { Doubt } from "../domain/label.ts";

/** Reads whose result is the content of what the key names. */
export const CONTENT_READS: ReadonlySet<string> = new Set([
  "getobject",
  "get",
  "getobjectattributes",
  "selectobjectcontent",
  "downloadfile",
  "downloadfileobj",
]);

export interface Listing {
  readonly trigger: Trigger;
  /** Names on the way to what others choose. */
  readonly path: readonly string[];
  readonly doubt: Doubt;
  readonly says: string;
}

export const LISTINGS: Readonly<Record<string, Listing | undefined>> = {
  headobject: {
    trigger: "s3",
    path: ["Metadata"],
    doubt: 0,
    says: "`{0}` gives what was written beside an object that others may have stored",
  },
  receivemessage: { trigger: "sqs", path: ["Messages"], doubt: 0, says: "`{0}` delivers messages of a queue" },
  listobjects: {
    trigger: "s3",
    path: ["Contents", "Key"],
    doubt: 1,
    says: "`{0}` gives the names of objects that others may have stored",
  },
  listobjectsv2: {
    trigger: "s3",
    path: ["Contents", "Key"],
    doubt: 1,
    says: "`{0}` gives the names of objects that others may have stored",
  },
};
