// Decorators that hand a handler what lies inside of the event. Source: Powertools for AWS Lambda (Python), "Parser", "Built-in envelopes".
import type { Expression, ProgramFunction } from "../../model/program.ts";
import type { Parts } from "./event-label.ts";

interface Envelope {
  readonly path: readonly string[];
  /** The handler gets one for each record. */
  readonly isList?: true;
}

const list = (path: string): Envelope => ({ path: path.split("."), isList: true });
const one = (path: string): Envelope => ({ path: path.split(".") });

const ENVELOPES: ReadonlyMap<string, Envelope> = new Map([
  ["SnsEnvelope", list("Records.*.Sns.Message")],
  ["SqsEnvelope", list("Records.*.body")],
  ["SnsSqsEnvelope", list("Records.*.body")],
  ["DynamoDBStreamEnvelope", list("Records.*.dynamodb")],
  ["KinesisDataStreamEnvelope", list("Records.*.kinesis.data")],
  ["KinesisFirehoseEnvelope", list("records.*.data")],
  ["KafkaEnvelope", list("records.*.*.value")],
  ["CloudWatchLogsEnvelope", list("awslogs.data")],
  ["EventBridgeEnvelope", one("detail")],
  ["ApiGatewayEnvelope", one("body")],
  ["ApiGatewayV2Envelope", one("body")],
  ["LambdaFunctionUrlEnvelope", one("body")],
  ["VpcLatticeEnvelope", one("body")],
  ["VpcLatticeV2Envelope", one("body")],
]);

/** Parts of what the handler gets; undefined when it gets the event itself. */
export function envelopeParts({ decorators = [] }: ProgramFunction, part: Parts): Parts | undefined {
  const envelope = decorators.map(envelopeOf).find((found) => found !== undefined);
  if (!envelope) return undefined;
  const { path: prefix, isList } = envelope;
  return (path) => part([...prefix, ...(isList && /^(\*|-?\d+)$/.test(path[0] ?? "") ? path.slice(1) : path)]);
}

/** `@event_parser(model=Order, envelope=envelopes.SqsEnvelope)` */
function envelopeOf(decorator: Expression): Envelope | undefined {
  if (decorator.kind !== "call" || nameOf(decorator.callee) !== "event_parser") return undefined;
  const given = decorator.arguments.find(({ name }) => name === "envelope")?.value;
  return given && ENVELOPES.get(nameOf(given));
}

function nameOf(expression: Expression): string {
  if (expression.kind === "call") return nameOf(expression.callee);
  if (expression.kind === "name") return expression.name;
  return expression.kind === "member" && typeof expression.property === "string" ? expression.property : "";
}
