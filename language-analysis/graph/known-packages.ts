// Packages that are not in the workspace: which of them may call AWS by themselves, beyond what is modelled in `code/sdk`.

/** Names that speak of AWS or of one of its services, and clients of other kinds that reach it. */
const OF_AWS =
  /(?:^|[-_/.@])(?:aws|amazon|amplify|appsync|athena|bedrock|boto|cognito|dynamo(?:db)?|dynamodb|dax|eventbridge|firehose|kinesis|kms|lambda|s3|s3fs|secretsmanager|sagemaker|ses|sns|sqs|ssm|stepfunctions)(?:$|[-_/.\d]|js|db|fs)/i;

/** Of these it is known: they call nothing, are modelled, or only define types. */
const HARMLESS = [
  /^@aws-sdk\//,
  /^@smithy\//,
  /^@aws-crypto\//,
  /^@aws-lambda-powertools\//,
  /^@types\//,
  /^@middy\//,
  /^aws-sdk(?:$|\/)/,
  /^aws-lambda(?:$|\/)/,
  /^aws-xray-sdk/,
  /^aws-embedded-metrics/,
  /^aws-sdk-client-mock/,
  /^aws-sdk-mock/,
  /^aws-serverless-express/,
  /^@vendia\/serverless-express/,
  /^@codegenie\/serverless-express/,
  /^aws-jwt-verify/,
  /^aws-cdk/,
  /^@aws-cdk\//,
  /^lambda-api/,
  /^lambda-log/,
  /^lambda-multipart-parser/,
  /^serverless-http/,
  /^(?:aio)?boto(?:3|core)(?:$|\.)/,
  /^aws_lambda_powertools/,
  /^aws_lambda_typing/,
  /^aws_xray_sdk/,
  /^aws_cdk/,
  /^mypy_boto3/,
  /^types_(?:aio)?boto/,
  /^(?:dynamoose|electrodb|dynamodb-toolbox|dynamodb-onetable|s3fs|aws_secretsmanager_caching)(?:$|[./])/,
  /^moto(?:$|\.)/,
  /^cognitojwt/,
  /^dynamodb_json/,
  /^dynamodb-data-types/,
  /^ask[-_]sdk/,
];

/** With these a request is signed by hand, or a sign-in token made: it goes to a service that no SDK call names. */
const SIGNERS =
  /^(?:aws4|aws4fetch|aws4-axios|@(?:aws-sdk|smithy)\/signature-v4|@aws-sdk\/(?:rds|dsql)-signer|aws-msk-iam-sasl-signer-js|requests_aws4auth|aws_requests_auth|requests_auth_aws_sigv4|httpx_auth_awssigv4|aws_msk_iam_sasl_signer|botocore\.(?:auth|awsrequest))(?:$|[./])/;

/** Mappers for DynamoDB whose names do not say so. */
const MAPPERS = /^(?:@typedorm\/|dyngoose|dynogels|vogels|dynongo|@shiftcoders\/dynamo-easy)/;

export function mayCallAws(module: string): boolean {
  if (SIGNERS.test(module) || MAPPERS.test(module)) return true;
  return OF_AWS.test(module) && !HARMLESS.some((pattern) => pattern.test(module));
}
