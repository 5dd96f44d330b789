// AWS Lambda Powertools for TypeScript and Python. Source: the documentation of each.
import type { Library } from "./library.ts";

const SECRET_VALUE_CALL = "secretsmanager:GetSecretValue@0|name|secretId";
export const CONFIGURATION = "appconfig:StartConfigurationSession appconfig:GetLatestConfiguration";

const parameter = (operation: string, places: string): string => `ssm:${operation}@${places}+WithDecryption<decrypt`;
const BY_NAME = parameter("GetParameter", "0|name|path");
const BY_PATH = parameter("GetParametersByPath", "0|path");
const BY_NAMES = parameter("GetParameters", "keys:0|keys:parameters");
const SET_PARAMETER = "ssm:PutParameter@0|name|path";
const PUT_VALUE = "secretsmanager:PutSecretValue@0|name";

const PARAMETER_PROVIDER: Library = {
  methods: {
    get: BY_NAME,
    getMultiple: BY_PATH,
    getParametersByName: BY_NAMES,
    get_multiple: BY_PATH,
    get_parameters_by_name: BY_NAMES,
    set: SET_PARAMETER,
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

export const POWERTOOLS: Readonly<Record<string, Library>> = {
  AppConfigProvider: { methods: { get: CONFIGURATION } },
  AppConfigStore: { sends: CONFIGURATION },
  DynamoDBPersistenceLayer: IDEMPOTENCY,
  DynamoDBProvider: TABLE_PROVIDER,
  S3Object: { sends: "s3:GetObject@0|bucket s3:HeadObject@0|bucket" },
  SSMProvider: PARAMETER_PROVIDER,
  SecretsProvider: { methods: { get: SECRET_VALUE_CALL, set: PUT_VALUE } },
  getAppConfig: { sends: CONFIGURATION },
  getParameter: { sends: BY_NAME },
  getParameters: { sends: BY_PATH },
  getParametersByName: { sends: BY_NAMES },
  getSecret: { sends: SECRET_VALUE_CALL },
  get_app_config: { sends: CONFIGURATION },
  get_parameter: { sends: BY_NAME },
  get_parameters: { sends: BY_PATH },
  get_parameters_by_name: { sends: BY_NAMES },
  get_secret: { sends: SECRET_VALUE_CALL },
  setParameter: { sends: SET_PARAMETER },
  set_parameter: { sends: SET_PARAMETER },
  set_secret: { sends: PUT_VALUE },
};
