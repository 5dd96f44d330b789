import { expect, test } from "vitest";
import { designationOf } from "../../language-analysis/graph/designation.ts";
import { operationShape } from "../../language-analysis/graph/operations.ts";

test.each([
  ["s3", "ListObjectsV2", "reads", "s3:ListBucket"],
  ["s3", "HeadObject", "reads", "s3:GetObject"],
  ["s3", "CopyObject", "writes", "s3:PutObject"],
  ["dynamodb", "get", "reads", "dynamodb:GetItem"],
  ["dynamodb", "TransactGetItems", "reads", "dynamodb:GetItem"],
  ["lambda", "Invoke", "invokes", "lambda:InvokeFunction"],
  ["states", "StartExecution", "invokes", "states:StartExecution"],
  ["sqs", "SendMessageBatch", "publishes", "sqs:SendMessage"],
  ["sqs", "DeleteMessage", "writes", "sqs:DeleteMessage"],
  ["events", "PutEvents", "publishes", "events:PutEvents"],
  ["cognito", "AdminGetUser", "reads", "cognito-idp:AdminGetUser"],
  ["es", "Search", "reads", "es:Search"],
  ["kinesis", "PutRecord", "publishes", "kinesis:PutRecord"],
])("%s %s %s with %s", (service, operation, kind, actions) => {
  expect(operationShape({ service, operation })).toEqual({ kind, actions: actions.split(" ") });
});

test.each([
  ["arn:aws:dynamodb:eu-west-1:111122223333:table/Orders/stream/2020", "dynamodb", "Orders"],
  ["arn:aws:s3:::photos/cat/*", "s3", "photos"],
  ["arn:aws:lambda:eu-west-1:111122223333:function:pay:live", "lambda", "pay"],
  ["arn:aws:sqs:::jobs", "sqs", "jobs"],
  ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:db/main-Ab12Cd", "secretsmanager", "db/main"],
  ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:my-secret", "secretsmanager", "my-secret"],
  ["arn:aws:iam::111122223333:role/service/pay", "iam", "pay"],
  ["arn:aws:execute-api:eu-west-1:111122223333:abc/prod/GET/x", "apigateway", "abc"],
  [
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:pay/invocations",
    "lambda",
    "pay",
  ],
  ["arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs", "sqs", "jobs"],
  ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "sqs", "jobs"],
  ["https://photos.s3.eu-west-1.amazonaws.com/cat", "s3", "photos"],
  ["https://abc.execute-api.eu-west-1.amazonaws.com/prod", "apigateway", "abc"],
  ["orders", undefined, "orders"],
  ["https://example.org/x", undefined, "example.org"],
  ["arn:aws:dynamodb:::", undefined, undefined],
  ["two words", undefined, undefined],
  ["", undefined, undefined],
])("%s names %s %s", (text, service, name) => {
  const named = designationOf(text);
  expect([named?.service, named?.name]).toEqual([service, name]);
});
