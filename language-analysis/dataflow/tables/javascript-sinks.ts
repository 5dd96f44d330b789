// Every table of what JavaScript libraries do with their arguments.
import { CHILD_PROCESS } from "./child-process.ts";
import { CODE_EVALUATION } from "./code-evaluation.ts";
import { LOG_PATTERNS } from "./logs.ts";
import { RESPONSE_PATTERNS, RESPONSES } from "./responses.ts";
import type { PatternSink, SinkRow } from "./schema.ts";

export const JAVASCRIPT_SINKS: readonly SinkRow[] = [...CHILD_PROCESS, ...CODE_EVALUATION, ...RESPONSES];

export const JAVASCRIPT_SINK_PATTERNS: readonly PatternSink[] = [...RESPONSE_PATTERNS, ...LOG_PATTERNS];
