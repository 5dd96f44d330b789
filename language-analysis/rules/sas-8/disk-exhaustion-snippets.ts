import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("Python"),
    language: "python",
    text: `MAX_BYTES = 50_000_000

size = s3.head_object(Bucket=bucket, Key=key)["ContentLength"]
if size > MAX_BYTES:
    raise ValueError(f"{key} is too large: {size} bytes")
with tempfile.NamedTemporaryFile() as target:
    s3.download_fileobj(bucket, key, target)`,
  },
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
if (ContentLength > 50_000_000) throw new Error("The file is too large");`,
  },
];
