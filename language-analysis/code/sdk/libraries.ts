// Libraries that call AWS in the app's name, by the modules that they are imported from. Sources: the documentation of each library.
import { DYNAMODB_MAPPERS } from "./dynamodb-mappers.ts";
import type { Library } from "./library.ts";
import { CONFIGURATION, POWERTOOLS } from "./powertools.ts";
import { S3_FILES } from "./s3-files.ts";

const CACHED = "secretsmanager:DescribeSecret@0|secret_id secretsmanager:GetSecretValue@0|secret_id";

/** By module, then by the last name of what is imported; `default` for what the module itself is. */
const LIBRARIES: readonly (readonly [module: RegExp, exports: Readonly<Record<string, Library>>])[] = [
  [/^@aws-lambda-powertools\/(?:parameters|idempotency)\b/, POWERTOOLS],
  [/^aws_lambda_powertools\.utilities\b/, POWERTOOLS],
  [
    /^@middy\/ssm$/,
    {
      default: {
        sends:
          "ssm:GetParameters@leaves:fetchData+WithDecryption ssm:GetParametersByPath@folders:fetchData+WithDecryption",
      },
    },
  ],
  [/^@middy\/secrets-manager$/, { default: { sends: "secretsmanager:GetSecretValue@values:fetchData" } }],
  [/^@middy\/appconfig$/, { default: { sends: CONFIGURATION } }],
  [/^@middy\/dynamodb$/, { default: { sends: "dynamodb:GetItem@values:fetchData.TableName" } }],
  [/^@middy\/rds-signer$/, { default: { sends: "rds:GenerateDBAuthToken" } }],
  [/^@middy\/s3$/, { default: { sends: "s3:GetObject@values:fetchData.Bucket" } }],
  [/^@middy\/s3-object-response$/, { default: { sends: "s3:WriteGetObjectResponse" } }],
  [/^@middy\/service-discovery$/, { default: { sends: "servicediscovery:DiscoverInstances" } }],
  [/^@middy\/sts$/, { default: { sends: "sts:AssumeRole@values:fetchData.RoleArn" } }],
  [/^@middy\/ws-response$/, { default: { sends: "execute-api:PostToConnection" } }],
  [
    /^aws_secretsmanager_caching\b/,
    {
      InjectKeywordedSecretString: { sends: CACHED },
      InjectSecretString: { sends: CACHED },
      SecretCache: { methods: { get_secret_binary: CACHED, get_secret_string: CACHED } },
    },
  ],
  [
    /^@aws-sdk\/dsql-signer$/,
    {
      DsqlSigner: {
        methods: {
          getDbConnectAdminAuthToken: "dsql:GenerateDbConnectAdminAuthToken",
          getDbConnectAuthToken: "dsql:GenerateDbConnectAuthToken",
        },
      },
    },
  ],
  [/^@aws-sdk\/rds-signer$/, { Signer: { methods: { getAuthToken: "rds:GenerateDBAuthToken" } } }],
  ...DYNAMODB_MAPPERS,
  ...S3_FILES,
];

/** Absent for what is not modelled. */
export function libraryOf(module: string, path: readonly string[]): Library | undefined {
  const exports = LIBRARIES.find(([pattern]) => pattern.test([module, ...path.slice(0, -1)].join(".")))?.[1];
  if (!exports) return undefined;
  const name = path.at(-1) ?? "default";
  return Object.hasOwn(exports, name) ? exports[name] : undefined;
}
