// Calls that ask a language model: whoever writes into the prompt has a say in the answer. Sources: API references of OpenAI, Anthropic, Google,
// Cohere, Mistral, Ollama; documentation of LangChain, LlamaIndex, LiteLLM, the AI SDK, Transformers; Amazon Bedrock API reference.

interface Asking {
  /** What the path begins with, up to the first dot or parenthesis. */
  readonly modules: RegExp;
  /** Matches the rest of the path. */
  readonly rest: RegExp;
}

const ASKING: readonly Asking[] = [
  {
    modules:
      /^(openai|@azure\/openai|groq-sdk|groq|together|together-ai|mistralai|@mistralai\/mistralai|litellm|deepseek)$/,
    rest: /\.(create|parse|stream|complete|completion|acompletion|createChatCompletion|createCompletion|getChatCompletions)$/,
  },
  {
    modules: /^(anthropic|@anthropic-ai\/(sdk|bedrock-sdk|vertex-sdk))$/,
    rest: /\.(messages|completions)\.(create|stream|parse)$/,
  },
  {
    modules: /^(@google\/(generative-ai|genai)|@google-cloud\/vertexai|google|vertexai)$/,
    rest: /\.(generateContent|generateContentStream|sendMessage|generate_content|send_message)$/,
  },
  {
    modules: /^(langchain[\w-]*|@langchain\/[\w-]+(\/\w+)*|llama_index|llamaindex)$/,
    rest: /\(\)(\.\w+(\(\))?)*\.(invoke|ainvoke|call|predict|apredict|generate|run|arun|stream|query|chat|complete)$/,
  },
  { modules: /^ai$/, rest: /^\.(generateText|generateObject|streamText|streamObject)$/ },
  {
    modules: /^(cohere|cohere-ai|ollama|replicate|@huggingface\/inference|huggingface_hub)$/,
    rest: /\.(chat|generate|run|textGeneration|chatCompletion|text_generation|chat_completion)$/,
  },
  { modules: /^transformers$/, rest: /^\.pipeline\(\)\(\)$/ },
];

export function asksModel(api: string): boolean {
  const end = api.search(/[.(]/);
  const module = end < 0 ? api : api.slice(0, end);
  return ASKING.some(({ modules, rest }) => modules.test(module) && rest.test(api.slice(module.length)));
}

/** Operations of Bedrock that answer with what a model has written, small and without punctuation. */
export const MODEL_OPERATIONS: ReadonlySet<string> = new Set([
  "invokemodel",
  "invokemodelwithresponsestream",
  "converse",
  "conversestream",
  "invokeagent",
  "invokeinlineagent",
  "invokeflow",
  "retrieveandgenerate",
  "retrieveandgeneratestream",
]);
