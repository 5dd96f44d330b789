// Logs. Sources: Node.js documentation, "Console"; Python library reference, `logging`; README pages of winston, pino, bunyan, Powertools.
import type { PatternSink } from "./schema.ts";

const writesLog = "writes it to the log";

export const LOG_PATTERNS: readonly PatternSink[] = [
  {
    pattern: /^console\.(log|info|warn|error|debug|trace|dir|table)$/,
    row: { kind: "everything", class: "log", argument: "all", effect: writesLog },
  },
  {
    pattern: /^(builtins\.print|pprint\.pprint|pprint\.pp)$/,
    row: { kind: "everything", class: "log", argument: "all", effect: writesLog },
  },
  {
    pattern:
      /^(logging|logging\.getLogger\(\)|aws_lambda_powertools(\.logging)?\.Logger\(\)|loguru\.logger|structlog\.get_logger\(\))\.(debug|info|warning|warn|error|exception|critical|fatal|log)$/,
    row: { kind: "everything", class: "log", argument: "all", effect: writesLog },
  },
  {
    pattern:
      /^(winston(\.createLogger\(\))?|pino\(\)|bunyan\.createLogger\(\)|loglevel|lambda-log|@aws-lambda-powertools\/logger\.Logger\(\))\.(silly|trace|debug|verbose|info|log|warn|error|fatal|critical)$/,
    row: { kind: "everything", class: "log", argument: "all", effect: writesLog },
  },
];
