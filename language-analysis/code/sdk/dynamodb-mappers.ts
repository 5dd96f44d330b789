// Mappers for DynamoDB: which operations stand behind their methods. Sources: the documentation of each.
import type { Library } from "./library.ts";

type Methods = Readonly<Record<string, string>>;

/** A query may go to an index, which only the schema would tell. */
const QUERY = "dynamodb:Query@own ?dynamodb:Query@own+IndexName";
const GET = "dynamodb:GetItem@own";
const PUT = "dynamodb:PutItem@own";
const UPDATE = "dynamodb:UpdateItem@own";
const DELETE = "dynamodb:DeleteItem@own";
const SCAN = "dynamodb:Scan@own";
const CHECK = "dynamodb:ConditionCheckItem@own";
const BATCH_GET = "dynamodb:BatchGetItem@own";
const BATCH_WRITE = "dynamodb:BatchWriteItem@own";
const TRANSACT_GET = "dynamodb:TransactGetItems@own";
const TRANSACT_WRITE = "dynamodb:TransactWriteItems@own";

const DYNAMOOSE: Methods = {
  batchDelete: BATCH_WRITE,
  batchGet: BATCH_GET,
  batchPut: BATCH_WRITE,
  create: PUT,
  delete: DELETE,
  get: GET,
  query: QUERY,
  save: PUT,
  scan: SCAN,
  "transaction.condition": CHECK,
  "transaction.create": PUT,
  "transaction.delete": DELETE,
  "transaction.get": GET,
  "transaction.update": UPDATE,
  update: UPDATE,
};

const ELECTRODB_ENTITY: Methods = {
  create: PUT,
  delete: DELETE,
  find: `${QUERY} ${SCAN}`,
  get: GET,
  match: `${QUERY} ${SCAN}`,
  patch: UPDATE,
  put: PUT,
  query: QUERY,
  remove: DELETE,
  scan: SCAN,
  update: UPDATE,
  upsert: UPDATE,
};

/** Entities and collections of a service work on the service's table. */
const ELECTRODB_SERVICE: Library = {
  id: "table",
  methods: { collections: QUERY, "transaction.get": TRANSACT_GET, "transaction.write": TRANSACT_WRITE },
  members: { entities: { methods: ELECTRODB_ENTITY } },
};

const TOOLBOX: Methods = {
  batchGet: BATCH_GET,
  batchWrite: BATCH_WRITE,
  delete: DELETE,
  get: GET,
  put: PUT,
  query: QUERY,
  scan: SCAN,
  update: UPDATE,
};

/** dynamodb-toolbox from version 1: `entity.build(PutItemCommand)`. */
const TOOLBOX_COMMANDS: Methods = {
  BatchDeleteRequest: BATCH_WRITE,
  BatchGetRequest: BATCH_GET,
  BatchPutRequest: BATCH_WRITE,
  ConditionCheck: CHECK,
  DeleteItemCommand: DELETE,
  DeletePartitionCommand: `${QUERY} ${BATCH_WRITE}`,
  DeleteTransaction: DELETE,
  GetItemCommand: GET,
  GetTransaction: GET,
  PutItemCommand: PUT,
  PutTransaction: PUT,
  QueryCommand: QUERY,
  ScanCommand: SCAN,
  UpdateAttributesCommand: UPDATE,
  UpdateItemCommand: UPDATE,
  UpdateTransaction: UPDATE,
};

/** What an `EntityRepository` or `TableRepository` offers. */
const TOOLBOX_REPOSITORY: Library = {
  methods: {
    delete: DELETE,
    deleteTransaction: DELETE,
    get: GET,
    getTransaction: GET,
    put: PUT,
    putTransaction: PUT,
    query: QUERY,
    scan: SCAN,
    update: UPDATE,
    updateAttributes: UPDATE,
    updateTransaction: UPDATE,
    conditionCheck: CHECK,
    deletePartition: `${QUERY} ${BATCH_WRITE}`,
  },
};
const TOOLBOX_MAKES = { EntityRepository: TOOLBOX_REPOSITORY, TableRepository: TOOLBOX_REPOSITORY };

const ONETABLE_MODEL: Methods = {
  create: PUT,
  find: QUERY,
  get: GET,
  remove: DELETE,
  scan: SCAN,
  update: UPDATE,
  upsert: UPDATE,
};

const ONETABLE_TABLE: Methods = {
  ...ONETABLE_MODEL,
  batchGet: BATCH_GET,
  batchWrite: BATCH_WRITE,
  deleteItem: DELETE,
  getItem: GET,
  putItem: PUT,
  queryItems: QUERY,
  scanItems: SCAN,
  transact: `${TRANSACT_GET} ${TRANSACT_WRITE}`,
  updateItem: UPDATE,
};

const ONETABLE: Library = {
  id: "name",
  methods: ONETABLE_TABLE,
  makes: { getModel: { methods: ONETABLE_MODEL } },
};

/** Classes that extend `pynamodb.models.Model`; the table is named in their `Meta`. */
const PYNAMODB_MODEL: Methods = {
  batch_get: BATCH_GET,
  batch_write: BATCH_WRITE,
  count: QUERY,
  create_table: "dynamodb:CreateTable@own dynamodb:DescribeTable@own",
  delete: DELETE,
  delete_table: "dynamodb:DeleteTable@own",
  describe_table: "dynamodb:DescribeTable@own",
  exists: "dynamodb:DescribeTable@own",
  get: GET,
  query: "dynamodb:Query@own",
  refresh: GET,
  save: PUT,
  scan: SCAN,
  update: UPDATE,
};

/** What is saved in a batch goes with the batch. */
const PYNAMODB_MAKES = { batch_write: { methods: {} } };

/** Fields of a model that are a `GlobalSecondaryIndex` or a `LocalSecondaryIndex`. */
const PYNAMODB_INDEX: Library = {
  methods: {
    count: "dynamodb:Query@own+IndexName",
    query: "dynamodb:Query@own+IndexName",
    scan: "dynamodb:Scan@own+IndexName",
  },
};

const PYNAMODB_WRITES: Library = {
  methods: {
    condition_check: "dynamodb:ConditionCheckItem@model:0",
    delete: "dynamodb:DeleteItem@model:0",
    save: "dynamodb:PutItem@model:0",
    update: "dynamodb:UpdateItem@model:0",
  },
};

/** By module, then by the last name of what is imported. */
export const DYNAMODB_MAPPERS: readonly (readonly [module: RegExp, exports: Readonly<Record<string, Library>>])[] = [
  [/^dynamoose$/, { model: { id: "0", methods: DYNAMOOSE, isRecord: true } }],
  [/^electrodb$/, { Entity: { id: "table", methods: ELECTRODB_ENTITY }, Service: ELECTRODB_SERVICE }],
  [
    /^dynamodb-toolbox\b/,
    {
      Entity: { id: "table", methods: TOOLBOX, builds: TOOLBOX_COMMANDS, makes: TOOLBOX_MAKES },
      Table: { id: "name", methods: TOOLBOX, builds: TOOLBOX_COMMANDS, makes: TOOLBOX_MAKES },
    },
  ],
  [/^dynamodb-onetable\b/, { Model: { id: "0", methods: ONETABLE_MODEL }, Table: ONETABLE }],
  [/^pynamodb\.models$/, { Model: { methods: PYNAMODB_MODEL, makes: PYNAMODB_MAKES, isRecord: true } }],
  [/^pynamodb\.indexes$/, { GlobalSecondaryIndex: PYNAMODB_INDEX, LocalSecondaryIndex: PYNAMODB_INDEX }],
  [
    /^pynamodb\.transactions$/,
    { TransactGet: { methods: { get: "dynamodb:GetItem@model:0" } }, TransactWrite: PYNAMODB_WRITES },
  ],
];
