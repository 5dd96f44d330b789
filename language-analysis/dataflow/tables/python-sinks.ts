// Every table of what Python libraries do with their arguments.
import { PYTHON_PROCESS } from "./python-process.ts";
import type { PatternSink, SinkRow } from "./schema.ts";

export const PYTHON_SINKS: readonly SinkRow[] = [...PYTHON_PROCESS];

export const PYTHON_SINK_PATTERNS: readonly PatternSink[] = [];
