import { defineInjectionRule } from "./injection-hits.ts";
import { SNIPPETS } from "./prompt-injection-snippets.ts";

export const promptInjection = defineInjectionRule({
  id: "SAS-1/prompt-injection",
  title: "Event data is written into the instructions of a model call",
  severity: "medium",
  why: "A model cannot tell instructions from data in one text: the sender's words can replace the app's, and tools of the model act on them.",
  source: "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  mitigation:
    "Keep the instructions constant in the system role, hand the input over in a message of its own, and check the answer before anything acts on it.",
  snippets: SNIPPETS,
  sinks: ["prompt"],
  reaches: "is written into the instructions of a model call",
});
