// Amounts of work that a value decides on. Sources: Python library reference, `range`, `time.sleep`, `itertools`, `concurrent.futures`.
import type { PatternSink, SinkRow } from "./schema.ts";

export const PYTHON_WORK: readonly SinkRow[] = [
  {
    kind: "text",
    class: "work",
    argument: "all",
    effect: "counts that far",
    apis: [
      "builtins.range",
      "builtins.xrange",
      "itertools.repeat",
      "os.urandom",
      "secrets.token_bytes",
      "builtins.bytearray",
    ],
    doubt: 1,
  },
  {
    kind: "text",
    class: "work",
    argument: { index: 0, keyword: "secs" },
    effect: "waits that long",
    apis: ["time.sleep", "asyncio.sleep"],
  },
  {
    kind: "text",
    class: "regex",
    argument: { index: 0, keyword: "pattern" },
    effect: "takes it as a regular expression",
    apis: ["compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"].flatMap((name) => [
      `re.${name}`,
      `regex.${name}`,
    ]),
  },
];

export const PYTHON_WORK_PATTERNS: readonly PatternSink[] = [];
