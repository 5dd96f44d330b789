// Web frameworks: where they keep the request. Sources: Flask documentation, "The Request Object"; Chalice documentation, "Request".
import type { Trigger } from "../../model/app-map.ts";

/** The current request as a value that any function may read. */
export const REQUEST_API =
  /^(flask\.request|quart\.request|(chalice\.Chalice|chalice\.Blueprint)\(\)\.current_request|bottle\.request|aws_lambda_powertools\.event_handler(\.\w+)*\(\)\.current_event)$/;

/** Parts of a request that its sender does not choose. */
export const REQUEST_FACTS: ReadonlySet<string> = new Set(
  "method ip protocol secure remote_addr app session user get_context context apiGateway requestContext request_context user_agent auth state log env telegram botInfo".split(
    " ",
  ),
);

/** Attributes of Chalice's event objects, by trigger. Source: Chalice documentation, "Events". */
export const CHALICE_PARTS: Readonly<Partial<Record<Trigger, Readonly<Record<string, string | undefined>>>>> = {
  s3: { key: "Records.0.s3.object.key" },
  sns: { message: "Records.0.Sns.Message", subject: "Records.0.Sns.Subject" },
  sqs: { body: "Records.0.body" },
  kinesis: { data: "Records.0.kinesis.data", partition_key: "Records.0.kinesis.partitionKey" },
  dynamodb: {
    new_image: "Records.0.dynamodb.NewImage",
    old_image: "Records.0.dynamodb.OldImage",
    keys: "Records.0.dynamodb.Keys",
  },
  event: { detail: "detail" },
};
