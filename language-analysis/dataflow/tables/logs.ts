// Logs. Sources: Node.js documentation, "Console"; Python library reference, `logging`; README pages of winston, pino, bunyan, Powertools.
import type { PatternSink, TextSink } from "./schema.ts";

const row: Omit<TextSink, "apis"> = {
  kind: "everything",
  class: "log",
  argument: "all",
  effect: "writes it to the log",
};

export const LOG_PATTERNS: readonly PatternSink[] = [
  { modules: ["console"], rest: /^\.(log|info|warn|error|debug|trace|dir|table)$/, row },
  { modules: ["builtins"], rest: /^\.print$/, row },
  { modules: ["pprint"], rest: /^\.(pprint|pp)$/, row },
  {
    modules: ["logging", "aws_lambda_powertools", "loguru", "structlog"],
    rest: /^(\.getLogger\(\)|(\.logging)?\.Logger\(\)|\.logger|\.get_logger\(\))?\.(debug|info|warning|warn|error|exception|critical|fatal|log)$/,
    row,
  },
  {
    modules: [
      "winston",
      "pino",
      "bunyan",
      "loglevel",
      "lambda-log",
      "@aws-lambda-powertools/logger",
      "log4js",
      "signale",
      "consola",
      "tslog",
    ],
    rest: /^(\(\)|\.createLogger\(\)|\.Logger\(\)|\.getLogger\(\))?(\.child\(\))?\.(silly|trace|debug|verbose|info|log|warn|error|fatal|critical)$/,
    row,
  },
];
