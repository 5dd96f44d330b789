// Filters, updates, scripts and search queries. Sources: MongoDB Node.js driver API, Mongoose documentation ("Queries"); README pages of
// redis, ioredis, @elastic/elasticsearch, @opensearch-project/opensearch; MongoDB manual, "$where".
import type { PatternSink, SinkRow } from "./schema.ts";

const shaped = "reads an object there as operators of a query";

/** Operators that compare with the value as it is, be it an object. Source: MongoDB manual, "Comparison Query Operators". */
export const COMPARED: ReadonlySet<string> = new Set(["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin"]);

export const NOSQL_SINKS: readonly SinkRow[] = [];

const MONGO = [
  "mongodb",
  "mongoose",
  "mongojs",
  "monk",
  "mongoist",
  "@typegoose/typegoose",
  "tingodb",
  "nedb",
  "@seald-io/nedb",
];

export const NOSQL_PATTERNS: readonly PatternSink[] = [
  {
    modules: MONGO,
    rest: /\.(find|findOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findOneAndRemove|findAndModify|updateOne|updateMany|update|deleteOne|deleteMany|remove|removeOne|removeMany|replaceOne|count|countDocuments|exists|where|nor|and|or|not|elemMatch|match)$/,
    row: { kind: "value", class: "nosql", argument: { index: 0 }, effect: shaped, literalUnder: COMPARED },
  },
  {
    modules: MONGO,
    rest: /\.(findOneAndUpdate|findOneAndReplace|findByIdAndUpdate|updateOne|updateMany|update|replaceOne|distinct)$/,
    row: { kind: "whole", class: "nosql", argument: { index: 1 }, effect: shaped },
  },
  {
    modules: MONGO,
    rest: /\.(aggregate|bulkWrite)$/,
    row: { kind: "value", class: "nosql", argument: { index: 0 }, effect: shaped },
  },
  {
    modules: MONGO,
    rest: /\.(find|findOne|count|countDocuments|updateOne|updateMany|deleteOne|deleteMany|remove)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: { index: 0, properties: ["$where", "$expr.$function.body"] },
      effect: "runs it as JavaScript in the database",
    },
  },
  {
    modules: MONGO,
    rest: /\.(\$where|mapReduce|\$accumulator|group)$/,
    row: { kind: "text", class: "nosql", argument: "all", effect: "runs it as JavaScript in the database" },
  },
  {
    modules: ["redis", "ioredis", "handy-redis"],
    rest: /\.(eval|evalRo|EVAL|scriptLoad|call|sendCommand|send_command)$/,
    row: { kind: "text", class: "nosql", argument: { index: 0 }, effect: "runs it as a script or command" },
  },
  {
    modules: ["@elastic/elasticsearch", "elasticsearch", "@opensearch-project/opensearch", "elasticsearch-js"],
    rest: /\.(search|msearch|deleteByQuery|updateByQuery|count|searchTemplate|scriptsPainlessExecute)$/,
    row: {
      kind: "value",
      class: "nosql",
      argument: { index: 0, properties: ["body", "query", "aggs", "script", "source"], orText: true },
      effect: "reads it as a search query",
    },
  },
  {
    modules: ["@elastic/elasticsearch", "elasticsearch", "@opensearch-project/opensearch"],
    rest: /\.(search|count)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: {
        index: 0,
        properties: ["q", "body.query.query_string.query", "query.query_string.query", "body.script.source"],
      },
      effect: "reads it as a search query",
      doubt: 1,
    },
  },
  {
    modules: ["@elastic/elasticsearch", "elasticsearch", "@opensearch-project/opensearch", "elasticsearch-js"],
    rest: /\.(search|msearch|deleteByQuery|updateByQuery|update|count|putScript|scriptsPainlessExecute)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: {
        index: 0,
        properties: [
          "body.script",
          "script",
          "body.script.source",
          "script.source",
          "body.script.inline",
          "body.query.script.script.source",
          "body.query.bool.filter.script.script.source",
          "body.sort._script.script.source",
        ],
      },
      effect: "runs it as a script",
    },
  },
  {
    modules: ["neo4j-driver"],
    rest: /\.(run|executeQuery)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: { index: 0, properties: ["text"], orText: true },
      effect: "runs it as Cypher",
    },
  },
  {
    modules: ["gremlin"],
    rest: /\.(submit|submitAsync|stream|execute)$/,
    row: { kind: "text", class: "nosql", argument: { index: 0 }, effect: "runs it as Gremlin" },
  },
  {
    modules: ["@azure/cosmos"],
    rest: /\.query$/,
    row: {
      kind: "text",
      class: "sql",
      argument: { index: 0, properties: ["query"], orText: true },
      effect: "runs it as SQL",
    },
  },
];
