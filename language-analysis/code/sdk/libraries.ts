// Libraries that call AWS in the app's name: which operations stand behind what they offer. Sources: the documentation of each library.
//
// A call is `service:Operation@places`: where the argument that names the resource is found, the first of the places that is given.
// A number is a positional argument, a name a keyword argument or a property of an argument that is an object, `own` what was named when
// the object was made; behind `values:` or `keys:` those of an object; behind `path:` the bucket of an S3 path.

export interface Library {
  /** What calling or constructing it sends. */
  readonly sends?: string;
  /** The argument that names the resource of what it makes. */
  readonly id?: string;
  /** What methods of the made object send. */
  readonly methods?: Readonly<Record<string, string>>;
  /** What `build(Command)` of the made object sends, by the command's name. */
  readonly builds?: Readonly<Record<string, string>>;
}

const SECRET_VALUE_CALL = "secretsmanager:GetSecretValue@0|name|secretId";
const CONFIGURATION = "appconfig:StartConfigurationSession appconfig:GetLatestConfiguration";
const CACHED = "secretsmanager:DescribeSecret@0|secret_id secretsmanager:GetSecretValue@0|secret_id";

const PARAMETER_PROVIDER: Library = {
  methods: {
    get: "ssm:GetParameter@0|name|path",
    getMultiple: "ssm:GetParametersByPath@0|path",
    getParametersByName: "ssm:GetParameters@keys:0",
    get_multiple: "ssm:GetParametersByPath@0|path",
    get_parameters_by_name: "ssm:GetParameters@keys:0|keys:parameters",
    set: "ssm:PutParameter@0|name|path",
  },
};
const TABLE_PROVIDER: Library = {
  id: "0|table_name|tableName",
  methods: { get: "dynamodb:GetItem@own", getMultiple: "dynamodb:Query@own", get_multiple: "dynamodb:Query@own" },
};
const IDEMPOTENCY: Library = {
  sends: ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]
    .map((operation) => `dynamodb:${operation}@tableName|table_name|0`)
    .join(" "),
};

const POWERTOOLS: Readonly<Record<string, Library>> = {
  AppConfigProvider: { methods: { get: CONFIGURATION } },
  AppConfigStore: { sends: CONFIGURATION },
  DynamoDBPersistenceLayer: IDEMPOTENCY,
  DynamoDBProvider: TABLE_PROVIDER,
  SSMProvider: PARAMETER_PROVIDER,
  SecretsProvider: { methods: { get: SECRET_VALUE_CALL, set: "secretsmanager:PutSecretValue@0|name" } },
  getAppConfig: { sends: CONFIGURATION },
  getParameter: { sends: "ssm:GetParameter@0" },
  getParameters: { sends: "ssm:GetParametersByPath@0" },
  getParametersByName: { sends: "ssm:GetParameters@keys:0" },
  getSecret: { sends: SECRET_VALUE_CALL },
  get_app_config: { sends: CONFIGURATION },
  get_parameter: { sends: "ssm:GetParameter@0|name" },
  get_parameters: { sends: "ssm:GetParametersByPath@0|path" },
  get_parameters_by_name: { sends: "ssm:GetParameters@keys:0|keys:parameters" },
  get_secret: { sends: SECRET_VALUE_CALL },
  setParameter: { sends: "ssm:PutParameter@0" },
  set_parameter: { sends: "ssm:PutParameter@0|name" },
  set_secret: { sends: "secretsmanager:PutSecretValue@0|name" },
};

const DYNAMOOSE_MODEL: Readonly<Record<string, string>> = {
  batchDelete: "dynamodb:BatchWriteItem@own",
  batchGet: "dynamodb:BatchGetItem@own",
  batchPut: "dynamodb:BatchWriteItem@own",
  create: "dynamodb:PutItem@own",
  delete: "dynamodb:DeleteItem@own",
  get: "dynamodb:GetItem@own",
  query: "dynamodb:Query@own",
  save: "dynamodb:PutItem@own",
  scan: "dynamodb:Scan@own",
  update: "dynamodb:UpdateItem@own",
};

const ELECTRODB_ENTITY: Readonly<Record<string, string>> = {
  create: "dynamodb:PutItem@own",
  delete: "dynamodb:DeleteItem@own",
  find: "dynamodb:Query@own dynamodb:Scan@own",
  get: "dynamodb:GetItem@own",
  match: "dynamodb:Query@own dynamodb:Scan@own",
  patch: "dynamodb:UpdateItem@own",
  put: "dynamodb:PutItem@own",
  query: "dynamodb:Query@own",
  remove: "dynamodb:DeleteItem@own",
  scan: "dynamodb:Scan@own",
  update: "dynamodb:UpdateItem@own",
  upsert: "dynamodb:UpdateItem@own",
};

const TOOLBOX: Readonly<Record<string, string>> = {
  batchGet: "dynamodb:BatchGetItem@own",
  batchWrite: "dynamodb:BatchWriteItem@own",
  delete: "dynamodb:DeleteItem@own",
  get: "dynamodb:GetItem@own",
  put: "dynamodb:PutItem@own",
  query: "dynamodb:Query@own",
  scan: "dynamodb:Scan@own",
  update: "dynamodb:UpdateItem@own",
};

/** dynamodb-toolbox from version 1: `entity.build(PutItemCommand)`. */
const TOOLBOX_COMMANDS: Readonly<Record<string, string>> = {
  BatchDeleteRequest: "dynamodb:BatchWriteItem@own",
  BatchGetRequest: "dynamodb:BatchGetItem@own",
  BatchPutRequest: "dynamodb:BatchWriteItem@own",
  ConditionCheck: "dynamodb:ConditionCheckItem@own",
  DeleteItemCommand: "dynamodb:DeleteItem@own",
  DeletePartitionCommand: "dynamodb:Query@own dynamodb:BatchWriteItem@own",
  DeleteTransaction: "dynamodb:DeleteItem@own",
  GetItemCommand: "dynamodb:GetItem@own",
  GetTransaction: "dynamodb:GetItem@own",
  PutItemCommand: "dynamodb:PutItem@own",
  PutTransaction: "dynamodb:PutItem@own",
  QueryCommand: "dynamodb:Query@own",
  ScanCommand: "dynamodb:Scan@own",
  UpdateAttributesCommand: "dynamodb:UpdateItem@own",
  UpdateItemCommand: "dynamodb:UpdateItem@own",
  UpdateTransaction: "dynamodb:UpdateItem@own",
};

/** Classes that extend `pynamodb.models.Model`; the table is named in their `Meta`. */
const PYNAMODB_MODEL: Readonly<Record<string, string>> = {
  batch_get: "dynamodb:BatchGetItem@own",
  batch_write: "dynamodb:BatchWriteItem@own",
  count: "dynamodb:Query@own",
  create_table: "dynamodb:CreateTable@own dynamodb:DescribeTable@own",
  delete: "dynamodb:DeleteItem@own",
  delete_table: "dynamodb:DeleteTable@own",
  describe_table: "dynamodb:DescribeTable@own",
  exists: "dynamodb:DescribeTable@own",
  get: "dynamodb:GetItem@own",
  query: "dynamodb:Query@own",
  refresh: "dynamodb:GetItem@own",
  save: "dynamodb:PutItem@own",
  scan: "dynamodb:Scan@own",
  update: "dynamodb:UpdateItem@own",
};

const S3FS: Readonly<Record<string, string>> = {
  cat: "s3:GetObject@path:0",
  copy: "s3:GetObject@path:0 s3:PutObject@path:1",
  exists: "s3:ListObjectsV2@path:0",
  find: "s3:ListObjectsV2@path:0",
  get: "s3:GetObject@path:0",
  glob: "s3:ListObjectsV2@path:0",
  ls: "s3:ListObjectsV2@path:0",
  open: "s3:GetObject@path:0",
  pipe: "s3:PutObject@path:0",
  put: "s3:PutObject@path:1",
  rm: "s3:DeleteObject@path:0",
};

const WRANGLER_READ: Library = { sends: "s3:ListObjectsV2@path:path|path:0 s3:GetObject@path:path|path:0" };
const WRANGLER_WRITE: Library = { sends: "s3:PutObject@path:path|path:1" };
const WRANGLER: Readonly<Record<string, Library>> = {
  copy_objects: { sends: "s3:GetObject@path:source_path|path:1 s3:PutObject@path:target_path|path:2" },
  delete_objects: { sends: "s3:ListObjectsV2@path:path|path:0 s3:DeleteObject@path:path|path:0" },
  does_object_exist: { sends: "s3:GetObject@path:path|path:0" },
  download: { sends: "s3:GetObject@path:path|path:0" },
  list_objects: { sends: "s3:ListObjectsV2@path:path|path:0" },
  read_csv: WRANGLER_READ,
  read_excel: WRANGLER_READ,
  read_json: WRANGLER_READ,
  read_parquet: WRANGLER_READ,
  to_csv: WRANGLER_WRITE,
  to_excel: WRANGLER_WRITE,
  to_json: WRANGLER_WRITE,
  to_parquet: WRANGLER_WRITE,
  upload: { sends: "s3:PutObject@path:path|path:1" },
};

/** By module, then by the last name of what is imported; `default` for what the module itself is. */
const LIBRARIES: readonly (readonly [module: RegExp, exports: Readonly<Record<string, Library>>])[] = [
  [/^@aws-lambda-powertools\/(?:parameters|idempotency)\b/, POWERTOOLS],
  [/^aws_lambda_powertools\.utilities\b/, POWERTOOLS],
  [/^@middy\/ssm$/, { default: { sends: "ssm:GetParameters@values:fetchData" } }],
  [/^@middy\/secrets-manager$/, { default: { sends: "secretsmanager:GetSecretValue@values:fetchData" } }],
  [/^@middy\/appconfig$/, { default: { sends: CONFIGURATION } }],
  [
    /^aws_secretsmanager_caching\b/,
    {
      InjectKeywordedSecretString: { sends: CACHED },
      InjectSecretString: { sends: CACHED },
      SecretCache: { methods: { get_secret_binary: CACHED, get_secret_string: CACHED } },
    },
  ],
  [/^dynamoose$/, { model: { id: "0", methods: DYNAMOOSE_MODEL } }],
  [/^electrodb$/, { Entity: { id: "table", methods: ELECTRODB_ENTITY } }],
  [
    /^dynamodb-toolbox\b/,
    {
      Entity: { id: "table", methods: TOOLBOX, builds: TOOLBOX_COMMANDS },
      Table: { id: "name", methods: TOOLBOX, builds: TOOLBOX_COMMANDS },
    },
  ],
  [/^pynamodb\.models$/, { Model: { methods: PYNAMODB_MODEL } }],
  [/^awswrangler\.s3$/, WRANGLER],
  [/^s3fs$/, { S3FileSystem: { methods: S3FS } }],
  [/^@aws-sdk\/rds-signer$/, { Signer: { methods: { getAuthToken: "rds:GenerateDBAuthToken" } } }],
];

/** Absent for what is not modelled. */
export function libraryOf(module: string, path: readonly string[]): Library | undefined {
  const exports = LIBRARIES.find(([pattern]) => pattern.test([module, ...path.slice(0, -1)].join(".")))?.[1];
  if (!exports) return undefined;
  const name = path.at(-1) ?? "default";
  return Object.hasOwn(exports, name) ? exports[name] : undefined;
}
