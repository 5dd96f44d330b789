import { recursiveTrigger } from "../../../language-analysis/rules/sas-8/recursive-trigger.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable, type Case } from "../rule-table.ts";

const RULE = "SAS-8/recursive-trigger";

const template = (filter: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Images:
    Type: AWS::S3::Bucket
  Shrink:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: shrink.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          IMAGES: !Ref Images
      Policies:
        - S3CrudPolicy: { BucketName: !Ref Images }
      Events:
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Images
            Events: s3:ObjectCreated:*${filter}
`;

/** The mark covers the call, however long its key is. */
const code = (key: string, confidence = ""): string => `
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
exports.handler = async (event) => {
  const name = event.Records[0].s3.object.key;
  await s3.send(new PutObjectCommand({ Bucket: process.env.IMAGES, Key: ${key} }));
${confidence === "" ? "" : `     // ${"^".repeat(68 + key.length)} ${RULE} ${confidence}`}
};
`;

const rule = (name: string, value: string): string => `
            Filter: { S3Key: { Rules: [{ Name: ${name}, Value: ${value} }] } }`;

const several = (...prefixes: readonly string[]): string => {
  const events = prefixes.map(
    (prefix, index) => `
        Upload${index}:
          Type: S3
          Properties:
            Bucket: !Ref Images
            Events: s3:ObjectCreated:*${rule("prefix", prefix)}`,
  );
  return template("").replace(/\n +Upload:[^]*$/, events.join(""));
};

const shop = (filter: string, key: string, confidence = ""): Case => ({
  "template.yaml": template(filter),
  "src/shrink.js": code(key, confidence),
});

ruleTable(recursiveTrigger, {
  "it writes to the bucket that starts it": shop("", '"small.png"', "high"),
  "the prefix keeps out what it writes": shop(rule("prefix", "uploads/"), "`small/${name}`"),
  "the suffix keeps out what it writes": shop(rule("suffix", ".raw"), 'name.replace(".raw", ".txt")'),
  "the prefix lets through what it writes": shop(rule("prefix", "small/"), "`small/${name}`", "high"),
  "not known: whether the prefix lets it through is not known": shop(rule("prefix", "uploads/"), "name", "low"),
  "what another service writes for it does not pass the suffix": {
    "template.yaml": template(rule("suffix", ".mp3")),
    "src/shrink.js": `
const { TranscribeClient, StartTranscriptionJobCommand } = require("@aws-sdk/client-transcribe");
const transcribe = new TranscribeClient({});
exports.handler = async (event) => {
  const name = event.Records[0].s3.object.key;
  const job = { OutputBucketName: process.env.IMAGES, OutputKey: \`texts/\${name}.json\` };
  const command = new StartTranscriptionJobCommand(job);
  await transcribe.send(command);
};
`,
  },
  "none of several filters lets it through": {
    "template.yaml": several("raw/", "originals/"),
    "src/shrink.js": code("`small/${name}`"),
  },
  "one of several filters lets it through": {
    "template.yaml": several("raw/", "small/"),
    "src/shrink.js": code("`small/${name}`", "high"),
  },
  "an address is signed for others": {
    "template.yaml": template(""),
    "src/shrink.js": `
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const images = new S3Client({});
exports.handler = async () => getSignedUrl(images, new PutObjectCommand({ Bucket: process.env.IMAGES, Key: "a" }));`,
  },
  "it writes to another bucket": {
    "template.yaml": template("").replace("IMAGES: !Ref Images", "IMAGES: elsewhere"),
    "src/shrink.js": code('"small.png"'),
  },
});

const pair = (first: string, filter = ""): Case => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Results:
    Type: AWS::SNS::Topic
  Place:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: src/place.handler
      Policies: [{ SNSPublishMessagePolicy: { TopicName: !GetAtt Results.TopicName } }]
      Environment: { Variables: { RESULTS: !Ref Results } }
      Events: { Next: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } } }
  Retry:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: src/retry.handler
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Orders.QueueName } }]
      Environment: { Variables: { ORDERS: !Ref Orders } }
      Events: { Done: { Type: SNS, Properties: { Topic: !Ref Results${filter} } } }`,
  "src/place.js": first,
  "src/retry.js": `
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const queue = new SQSClient({});
exports.handler = async (event) => {
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.ORDERS, MessageBody: event.Records[0].Sns.Message }));
};`,
});

const publish = (condition: string, confidence: string): string => `
const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
const topic = new SNSClient({});
exports.handler = async (event) => {
  ${condition}
  await topic.send(new PublishCommand({ TopicArn: process.env.RESULTS, Message: event.Records[0].body }));
${confidence}
};`;

ruleTable(recursiveTrigger, {
  "two functions start each other": pair(
    publish(
      "",
      "//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/recursive-trigger high",
    ),
  ),
  "two functions, and a condition in one": pair(
    publish(
      "if (JSON.parse(event.Records[0].body).done) return;",
      "//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/recursive-trigger low",
    ),
  ),
  "a filter between them": pair(publish("", ""), ", FilterPolicy: { state: [failed] }"),
});

/** A function that a rule of the bus starts, and what it puts on the bus. */
const bus = (pattern: string, type: string, confidence = ""): Case => ({
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }
  Correct:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: correct.handler
      Runtime: python3.12
      Environment: { Variables: { BUS: !Ref Bus } }
      Policies: [{ EventBridgePutEventsPolicy: { EventBusName: !Ref Bus } }]
      Events: { Corrected: { Type: EventBridgeRule, Properties: { EventBusName: !Ref Bus, Pattern: ${pattern} } } }
`,
  "src/correct.py": `
import json, os
import boto3
events = boto3.client("events")
KIND = "Corrected"
def handler(event, context):
    entry = {"EventBusName": os.environ["BUS"], "Source": "shop", "DetailType": ${type}, "Detail": json.dumps(event["detail"])}
    events.put_events(Entries=[entry])
   ${confidence}
`,
});

ruleTable(recursiveTrigger, {
  "an event that its own rule lets through": bus(
    "{ source: [{ prefix: sh }], detail-type: [Corrected, Made] }",
    "KIND",
    "#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/recursive-trigger high",
  ),
  "an event of another type": bus("{ detail-type: [Corrected] }", '"Closed"'),
  "an event of another source": bus("{ source: [billing], detail-type: [Corrected] }", "KIND"),
  "an event whose type is not known": bus("{ detail-type: [Corrected] }", 'event["detail-type"]'),
  "a rule that looks at the content": bus("{ detail-type: [Corrected], detail: { state: [open] } }", "KIND"),
});

/** A function that puts messages back into the queue that starts it. */
const feed = (condition: string, confidence = ""): Case => ({
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Feed:
    Type: AWS::SQS::Queue
  Import:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: feed.handler
      Runtime: python3.13
      Environment: { Variables: { FEED: !Ref Feed } }
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Feed.QueueName } }]
      Events: { Next: { Type: SQS, Properties: { Queue: !GetAtt Feed.Arn } } }
`,
  "src/feed.py": `
import os
import boto3
sqs = boto3.client("sqs")
def handler(event, context):
    for record in event["Records"]:
        try:
            load(record["body"])
        except Exception:
            ${condition}sqs.send_message(QueueUrl=os.environ["FEED"], MessageBody=record["body"])
${confidence === "" ? "" : `#           ${"^".repeat(73)} ${RULE} ${confidence}`}
`,
});

ruleTable(recursiveTrigger, {
  "a queue that takes back what fails": feed("", "high"),
  "a queue that takes back what has failed a few times": feed("if tries(record) < 3: "),
});

fixTable(recursiveTrigger, {
  "only uploads start it": {
    files: { "template.yaml": template(""), "src/shrink.js": code("`small/${name}`") },
    after: {
      "template.yaml": template(`
            Filter:
              S3Key:
                Rules:
                  - Name: prefix
                    Value: uploads/`),
    },
  },
});
