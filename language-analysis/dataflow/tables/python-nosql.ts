// Queries of document stores and search engines of Python. Sources: PyMongo API, `Collection`; Motor; mongoengine; elasticsearch-py;
// opensearch-py; boto3's condition objects build values, never expressions.
import { COMPARED } from "./nosql.ts";
import type { PatternSink, SinkRow } from "./schema.ts";

const shaped = "reads an object there as operators of a query";

export const PYTHON_NOSQL: readonly SinkRow[] = [];

export const PYTHON_NOSQL_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["pymongo", "motor", "flask_pymongo", "mongomock"],
    rest: /\.(find|find_one|find_one_and_update|find_one_and_delete|find_one_and_replace|find_and_modify|update|update_one|update_many|delete_one|delete_many|remove|replace_one|count|count_documents|aggregate|distinct|find_raw_batches|bulk_write)$/,
    row: {
      kind: "value",
      class: "nosql",
      argument: { index: 0, keyword: "filter" },
      effect: shaped,
      literalUnder: COMPARED,
    },
  },
  {
    modules: ["pymongo", "motor", "flask_pymongo"],
    rest: /\.(update|update_one|update_many|find_one_and_update|replace_one)$/,
    row: { kind: "whole", class: "nosql", argument: { index: 1, keyword: "update" }, effect: shaped },
  },
  {
    modules: ["pymongo", "motor", "flask_pymongo"],
    rest: /\.(find|find_one|count_documents|delete_many|update_many)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: { index: 0, keyword: "filter", properties: ["$where"] },
      effect: "runs it as JavaScript in the database",
    },
  },
  {
    modules: ["pymongo", "motor", "flask_pymongo"],
    rest: /\.(where|map_reduce|inline_map_reduce|eval|Code)$|\.code\.Code$/,
    row: { kind: "text", class: "nosql", argument: { index: 0 }, effect: "runs it as JavaScript in the database" },
  },
  {
    modules: ["bson"],
    rest: /\.code\.Code$|\.Code$/,
    row: { kind: "text", class: "nosql", argument: { index: 0 }, effect: "runs it as JavaScript in the database" },
  },
  {
    modules: ["elasticsearch", "opensearchpy", "elasticsearch7", "elasticsearch_async", "elasticsearch8"],
    rest: /\.(search|count|delete_by_query|update_by_query|msearch|search_template)$/,
    row: {
      kind: "value",
      class: "nosql",
      argument: { index: 0, keyword: "body" },
      effect: "reads it as a search query",
    },
  },
  ...["query", "aggs", "aggregations", "script", "post_filter", "sort"].map((keyword): PatternSink => ({
    modules: ["elasticsearch", "opensearchpy", "elasticsearch7", "elasticsearch_async", "elasticsearch8"],
    rest: /\.(search|count|delete_by_query|update_by_query|update|async_search)$/,
    row: { kind: "value", class: "nosql", argument: { index: 9, keyword }, effect: "reads it as a search query" },
  })),
  ...(["body", "script"] as const).map((keyword): PatternSink => ({
    modules: ["elasticsearch", "opensearchpy", "elasticsearch7", "elasticsearch_async", "elasticsearch8"],
    rest: /\.(search|update|update_by_query|delete_by_query|put_script|scripts_painless_execute)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: {
        index: 9,
        keyword,
        properties: keyword === "body" ? ["script", "script.source", "script.inline"] : ["source", "inline"],
        orText: true,
      },
      effect: "runs it as a script",
    },
  })),
  {
    modules: ["neo4j"],
    rest: /\.(run|execute_query)$/,
    row: { kind: "text", class: "nosql", argument: { index: 0, keyword: "query_" }, effect: "runs it as Cypher" },
  },
  {
    modules: ["gremlin_python"],
    rest: /\.(submit|submit_async|submitAsync)$/,
    row: { kind: "text", class: "nosql", argument: { index: 0, keyword: "message" }, effect: "runs it as Gremlin" },
  },
  {
    modules: ["elasticsearch", "opensearchpy", "elasticsearch7", "elasticsearch8"],
    rest: /\.(search|count)$/,
    row: {
      kind: "text",
      class: "nosql",
      argument: { index: 9, keyword: "q" },
      effect: "reads it as a search query",
      doubt: 1,
    },
  },
  {
    modules: ["redis"],
    rest: /\.(eval|evalsha|execute_command|register_script)$/,
    row: { kind: "text", class: "nosql", argument: { index: 0 }, effect: "runs it as a script or command" },
  },
  {
    modules: ["ldap", "ldap3"],
    rest: /\.(search|search_s|search_ext|search_ext_s|search_st)$/,
    row: { kind: "text", class: "nosql", argument: "all", effect: "reads it as a search filter", doubt: 1 },
  },
];
