// Instructions of model calls. Sources: README pages of openai, @anthropic-ai/sdk, @google/generative-ai, langchain; Bedrock API reference,
// "Converse", "InvokeModel".
import type { PatternSink } from "./schema.ts";

const effect = "reads it as instructions";

export const PROMPT_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["openai"],
    rest: /\.(createCompletion|completions\.create)$/,
    row: { kind: "text", class: "prompt", argument: { index: 0, properties: ["prompt"] }, effect, joined: true },
  },
  {
    modules: ["openai"],
    rest: /\.responses\.create$/,
    row: {
      kind: "text",
      class: "prompt",
      argument: { index: 0, properties: ["instructions", "input"] },
      effect,
      joined: true,
    },
  },
  {
    modules: ["openai"],
    rest: /\.(createChatCompletion|chat\.completions\.create)$/,
    row: {
      kind: "text",
      class: "prompt",
      argument: { index: 0, properties: ["messages.*.content"] },
      effect,
      joined: true,
    },
  },
  {
    modules: ["@anthropic-ai/sdk", "@anthropic-ai/bedrock-sdk"],
    rest: /\.(messages\.create|completions\.create|messages\.stream)$/,
    row: {
      kind: "text",
      class: "prompt",
      argument: { index: 0, properties: ["system", "prompt", "messages.*.content"] },
      effect,
      joined: true,
    },
  },
  {
    modules: ["ai"],
    rest: /^\.(generateText|generateObject|streamText|streamObject)$/,
    row: {
      kind: "text",
      class: "prompt",
      argument: { index: 0, properties: ["system", "prompt", "messages.*.content"] },
      effect,
      joined: true,
    },
  },
  {
    modules: ["@google/generative-ai", "@google-cloud/vertexai", "@google/genai"],
    rest: /\.(generateContent|generateContentStream|sendMessage)$/,
    row: {
      kind: "text",
      class: "prompt",
      argument: { index: 0, properties: ["contents", "systemInstruction"], orText: true },
      effect,
      joined: true,
    },
  },
  {
    modules: [
      "langchain",
      "@langchain/core",
      "@langchain/openai",
      "@langchain/aws",
      "langchain/prompts",
      "@langchain/core/prompts",
    ],
    rest: /\.(invoke|call|predict|generate|fromTemplate)$/,
    row: { kind: "text", class: "prompt", argument: { index: 0 }, effect, doubt: 1, joined: true },
  },
];
