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
  /^aws4$/,
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
  /^(?:dynamoose|electrodb|dynamodb-toolbox|s3fs|aws_secretsmanager_caching)(?:$|[./])/,
  /^moto(?:$|\.)/,
  /^cognitojwt/,
  /^dynamodb_json/,
  /^dynamodb-data-types/,
  /^ask[-_]sdk/,
];

export function mayCallAws(module: string): boolean {
  return OF_AWS.test(module) && !HARMLESS.some((pattern) => pattern.test(module));
}
