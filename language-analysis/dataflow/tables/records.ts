// Whose record a database opens or changes, and what it takes over. Sources: MongoDB Node.js driver API, PyMongo API, documentation of Mongoose, Sequelize,
// TypeORM, Prisma, Django ("Making queries"), SQLAlchemy ("Query API").
import type { PatternSink, TextSink } from "./schema.ts";

const opens = "opens the record of whom it names";
const record = (place: TextSink["argument"]): Omit<TextSink, "apis"> => ({
  kind: "everything",
  class: "record",
  only: "identities",
  argument: place,
  effect: opens,
});
const taken = (place: TextSink["argument"]): Omit<TextSink, "apis"> => ({
  kind: "everything",
  class: "flow-control",
  only: "decisions",
  argument: place,
  effect: "takes the sender's word for it",
  doubt: 1,
});

const MONGO = ["mongodb", "mongoose", "monk", "mongojs", "mongoist", "@typegoose/typegoose"];

export const RECORD_PATTERNS: readonly PatternSink[] = [
  {
    modules: MONGO,
    rest: /\.(find|findOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findById|findByIdAndUpdate|findByIdAndDelete|updateOne|updateMany|deleteOne|deleteMany|replaceOne)$/,
    row: record({ index: 0 }),
  },
  {
    modules: MONGO,
    rest: /\.(findOneAndUpdate|findByIdAndUpdate|updateOne|updateMany|replaceOne)$/,
    row: taken({ index: 1 }),
  },
  { modules: MONGO, rest: /\.(insertOne|create)$/, row: taken({ index: 0 }) },
  { modules: ["sequelize"], rest: /\.(findByPk)$/, row: record({ index: 0 }) },
  {
    modules: ["sequelize", "@prisma/client", "typeorm"],
    rest: /\.(findOne|findAll|findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|findMany|destroy|delete|deleteMany|update|updateMany)$/,
    row: record({ index: 0, properties: ["where"] }),
  },
  { modules: ["typeorm"], rest: /\.(findOneBy|findBy|findOneByOrFail|delete|update)$/, row: record({ index: 0 }) },
];

export const PYTHON_RECORD_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["pymongo", "motor"],
    rest: /\.(find|find_one|find_one_and_update|find_one_and_delete|find_one_and_replace|update_one|update_many|delete_one|delete_many|replace_one)$/,
    row: record({ index: 0, keyword: "filter" }),
  },
  {
    modules: ["pymongo", "motor"],
    rest: /\.(find_one_and_update|update_one|update_many|replace_one)$/,
    row: taken({ index: 1, keyword: "update" }),
  },
  { modules: ["pymongo", "motor"], rest: /\.insert_one$/, row: taken({ index: 0, keyword: "document" }) },
];

/** A query that opens or changes the records that its parameters name. */
export const PICKS_RECORDS = /^\s*(select|update|delete)\b[^]*\bwhere\b/i;

/** A statement that stores what its parameters say. */
export const STORES_VALUES = /^\s*(insert|replace|update|merge|upsert)\b/i;
