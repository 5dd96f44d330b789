// Every table of what JavaScript libraries do with their arguments.
import { CHILD_PROCESS } from "./child-process.ts";
import { CODE_EVALUATION } from "./code-evaluation.ts";
import { FILE_PATTERNS, FILE_SINKS } from "./files.ts";
import { HTTP_PATTERNS, HTTP_SINKS } from "./http-clients.ts";
import { LOG_PATTERNS } from "./logs.ts";
import { MAIL_PATTERNS, MAIL_SINKS, PAGE_PATTERNS } from "./mails.ts";
import { MESSAGE_PATTERNS } from "./messages.ts";
import { NOSQL_PATTERNS, NOSQL_SINKS } from "./nosql.ts";
import { PARSER_PATTERNS, PARSER_SINKS } from "./parsers.ts";
import { PROMPT_PATTERNS } from "./prompts.ts";
import { RECORD_PATTERNS } from "./records.ts";
import { RESPONSE_PATTERNS, RESPONSES } from "./responses.ts";
import type { PatternSink, SinkRow } from "./schema.ts";
import { SQL_PATTERNS, SQL_SINKS } from "./sql.ts";
import { TEMPLATE_PATTERNS, TEMPLATE_SINKS } from "./templates.ts";
import { WORK_SINKS } from "./work.ts";

export const JAVASCRIPT_SINKS: readonly SinkRow[] = [
  ...CHILD_PROCESS,
  ...CODE_EVALUATION,
  ...RESPONSES,
  ...SQL_SINKS,
  ...NOSQL_SINKS,
  ...HTTP_SINKS,
  ...FILE_SINKS,
  ...TEMPLATE_SINKS,
  ...PARSER_SINKS,
  ...MAIL_SINKS,
  ...WORK_SINKS,
];

export const JAVASCRIPT_SINK_PATTERNS: readonly PatternSink[] = [
  ...RESPONSE_PATTERNS,
  ...LOG_PATTERNS,
  ...SQL_PATTERNS,
  ...NOSQL_PATTERNS,
  ...RECORD_PATTERNS,
  ...HTTP_PATTERNS,
  ...FILE_PATTERNS,
  ...TEMPLATE_PATTERNS,
  ...PARSER_PATTERNS,
  ...MAIL_PATTERNS,
  ...PAGE_PATTERNS,
  ...MESSAGE_PATTERNS,
  ...PROMPT_PATTERNS,
];
