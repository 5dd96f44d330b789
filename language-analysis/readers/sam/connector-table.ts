// What a SAM connector grants, by the types of its two ends. Source: AWS SAM Developer Guide, "AWS SAM connector reference".

export interface ConnectorGrant {
  /**
   * Who gets it: the role of one end, or a policy of the destination that lets the source's service in.
   * What polls a source has to read it, so there the destination's role gets the grant.
   */
  readonly to: "source" | "destination" | "policy";
  /** Host name of the source's service, for policies. */
  readonly principal?: string;
  readonly Read?: readonly Actions[];
  readonly Write?: readonly Actions[];
}

export interface Actions {
  readonly service: string;
  /** Operations, divided by spaces. */
  readonly operations: string;
  /** Endings of the ARN that the grant holds for; that of the resource itself by default. */
  readonly on?: readonly string[];
  /** Resources of another kind than the connector's end, as a text in which `{name}` is the end's name. */
  readonly other?: string;
}

const TABLE_PARTS = ["", "/index/*"];
const BUCKET_PARTS = ["", "/*"];
const EXECUTIONS = "arn:*:states:*:*:execution:{name}:*";
const EVENTS_OF_EXECUTIONS = "arn:*:events:*:*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

const invoke = (on?: readonly string[]): ConnectorGrant => ({
  to: "source",
  Write: [{ service: "lambda", operations: "InvokeAsync InvokeFunction", ...(on && { on }) }],
});
const table: ConnectorGrant = {
  to: "source",
  Read: [
    {
      service: "dynamodb",
      operations: "GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect",
      on: TABLE_PARTS,
    },
  ],
  Write: [
    {
      service: "dynamodb",
      operations: "PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate",
      on: TABLE_PARTS,
    },
  ],
};
const bucket: ConnectorGrant = {
  to: "source",
  Read: [
    {
      service: "s3",
      operations:
        "GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts",
      on: BUCKET_PARTS,
    },
  ],
  Write: [
    {
      service: "s3",
      operations:
        "AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject",
      on: BUCKET_PARTS,
    },
  ],
};
const writes = (service: string, operations: string): ConnectorGrant => ({
  to: "source",
  Write: [{ service, operations }],
});
const letsIn = (principal: string, service: string, operations: string): ConnectorGrant => ({
  to: "policy",
  principal: `${principal}.amazonaws.com`,
  Write: [{ service, operations }],
});

const TOPIC = "AWS::SNS::Topic";
const QUEUE = "AWS::SQS::Queue";
const FUNCTION = "AWS::Lambda::Function";
const TABLE = "AWS::DynamoDB::Table";
const BUCKET = "AWS::S3::Bucket";
const BUS = "AWS::Events::EventBus";
const MACHINE = "AWS::StepFunctions::StateMachine";

/** By type of the source, then of the destination. */
export const CONNECTOR_GRANTS: Readonly<Record<string, Readonly<Record<string, ConnectorGrant>>>> = {
  [FUNCTION]: {
    [FUNCTION]: invoke(),
    [TABLE]: table,
    [BUCKET]: bucket,
    [QUEUE]: {
      to: "source",
      Read: [{ service: "sqs", operations: "ReceiveMessage GetQueueAttributes" }],
      Write: [{ service: "sqs", operations: "DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue" }],
    },
    [TOPIC]: writes("sns", "Publish"),
    [BUS]: writes("events", "PutEvents"),
    [MACHINE]: {
      to: "source",
      Read: [
        { service: "states", operations: "DescribeStateMachine ListExecutions" },
        {
          service: "states",
          operations: "DescribeExecution DescribeStateMachineForExecution GetExecutionHistory",
          other: EXECUTIONS,
        },
      ],
      Write: [
        { service: "states", operations: "StartExecution StartSyncExecution" },
        { service: "states", operations: "StopExecution", other: EXECUTIONS },
      ],
    },
    "AWS::Location::PlaceIndex": {
      to: "source",
      Read: [
        {
          service: "geo",
          operations:
            "DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText",
        },
      ],
    },
  },
  [MACHINE]: {
    [FUNCTION]: invoke(),
    [TABLE]: table,
    [BUCKET]: bucket,
    [QUEUE]: writes("sqs", "SendMessage"),
    [TOPIC]: writes("sns", "Publish"),
    [BUS]: writes("events", "PutEvents"),
    [MACHINE]: {
      to: "source",
      Read: [
        { service: "states", operations: "DescribeExecution", other: EXECUTIONS },
        { service: "events", operations: "DescribeRule", other: EVENTS_OF_EXECUTIONS },
      ],
      Write: [
        { service: "states", operations: "StartExecution" },
        { service: "states", operations: "StopExecution", other: EXECUTIONS },
        { service: "events", operations: "PutTargets PutRule", other: EVENTS_OF_EXECUTIONS },
      ],
    },
  },
  "AWS::AppSync::DataSource": {
    [FUNCTION]: invoke(["", ":*"]),
    [TABLE]: table,
    [BUS]: writes("events", "PutEvents"),
  },
  "AWS::Events::Rule": {
    [BUS]: writes("events", "PutEvents"),
    [MACHINE]: writes("states", "StartExecution"),
    [TOPIC]: letsIn("events", "sns", "Publish"),
    [QUEUE]: letsIn("events", "sqs", "SendMessage"),
    [FUNCTION]: letsIn("events", "lambda", "InvokeFunction"),
  },
  [TOPIC]: {
    [QUEUE]: letsIn("sns", "sqs", "SendMessage"),
    [FUNCTION]: letsIn("sns", "lambda", "InvokeFunction"),
  },
  [BUCKET]: { [FUNCTION]: letsIn("s3", "lambda", "InvokeFunction") },
  "AWS::ApiGateway::RestApi": { [FUNCTION]: letsIn("apigateway", "lambda", "InvokeFunction") },
  "AWS::ApiGatewayV2::Api": { [FUNCTION]: letsIn("apigateway", "lambda", "InvokeFunction") },
  "AWS::AppSync::GraphQLApi": { [FUNCTION]: letsIn("appsync", "lambda", "InvokeFunction") },
  [QUEUE]: {
    [FUNCTION]: {
      to: "destination",
      Read: [{ service: "sqs", operations: "ReceiveMessage GetQueueAttributes" }],
      Write: [{ service: "sqs", operations: "DeleteMessage" }],
    },
  },
  [TABLE]: {
    [FUNCTION]: {
      to: "destination",
      Read: [
        {
          service: "dynamodb",
          operations: "DescribeStream GetRecords GetShardIterator ListStreams",
          on: ["/stream/*"],
        },
      ],
    },
  },
};
