// Every table of what Python libraries do with their arguments.
import { PYTHON_CODE_PATTERNS } from "./code-evaluation.ts";
import { PYTHON_MESSAGE_PATTERNS } from "./messages.ts";
import { PYTHON_ANSWER_PATTERNS, PYTHON_ANSWERS } from "./python-answers.ts";
import { PYTHON_FILE_PATTERNS, PYTHON_FILES } from "./python-files.ts";
import { PYTHON_NOSQL, PYTHON_NOSQL_PATTERNS } from "./python-nosql.ts";
import { PYTHON_PARSER_PATTERNS, PYTHON_PARSERS } from "./python-parsers.ts";
import { PYTHON_PROCESS, PYTHON_PROCESS_PATTERNS } from "./python-process.ts";
import { PYTHON_RECORD_PATTERNS } from "./records.ts";
import { PYTHON_REQUEST_PATTERNS, PYTHON_REQUESTS } from "./python-requests.ts";
import { PYTHON_SQL, PYTHON_SQL_PATTERNS } from "./python-sql.ts";
import { PYTHON_TEMPLATE_PATTERNS, PYTHON_TEMPLATES } from "./python-templates.ts";
import { PYTHON_WORK, PYTHON_WORK_PATTERNS } from "./python-work.ts";
import type { PatternSink, SinkRow } from "./schema.ts";

export const PYTHON_SINKS: readonly SinkRow[] = [
  ...PYTHON_PROCESS,
  ...PYTHON_SQL,
  ...PYTHON_NOSQL,
  ...PYTHON_PARSERS,
  ...PYTHON_REQUESTS,
  ...PYTHON_FILES,
  ...PYTHON_TEMPLATES,
  ...PYTHON_ANSWERS,
  ...PYTHON_WORK,
];

export const PYTHON_SINK_PATTERNS: readonly PatternSink[] = [
  ...PYTHON_PROCESS_PATTERNS,
  ...PYTHON_CODE_PATTERNS,
  ...PYTHON_MESSAGE_PATTERNS,
  ...PYTHON_SQL_PATTERNS,
  ...PYTHON_NOSQL_PATTERNS,
  ...PYTHON_PARSER_PATTERNS,
  ...PYTHON_REQUEST_PATTERNS,
  ...PYTHON_FILE_PATTERNS,
  ...PYTHON_TEMPLATE_PATTERNS,
  ...PYTHON_ANSWER_PATTERNS,
  ...PYTHON_RECORD_PATTERNS,
  ...PYTHON_WORK_PATTERNS,
];
