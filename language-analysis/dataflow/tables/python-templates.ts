// Template texts of Python's engines, HTML that is sent out, prompts of models. Sources: documentation of Jinja, Mako,
// Django, Flask, tornado, Chameleon, Genshi, FastAPI; OpenAI, Anthropic and LangChain API references.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const compiles = "compiles it as a template";
const first = (keyword: string): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "template",
  argument: { index: 0, keyword },
  effect: compiles,
});

export const PYTHON_TEMPLATES: readonly SinkRow[] = [
  {
    ...first("source"),
    apis: [
      "jinja2.Template",
      "jinja2.Environment().from_string",
      "jinja2.sandbox.Environment().from_string",
      "jinja2.nativetypes.NativeTemplate",
      "flask.render_template_string",
      "mako.template.Template",
      "mako.lookup.TemplateLookup().put_string",
      "django.template.Template",
      "django.template.engines.django.from_string",
      "tornado.template.Template",
      "chameleon.PageTemplate",
      "genshi.template.MarkupTemplate",
      "bottle.template",
      "bottle.SimpleTemplate",
      "chevron.render",
      "pystache.render",
      "Cheetah.Template.Template",
    ],
  },
  {
    kind: "text",
    class: "html",
    argument: { index: 0 },
    effect: "renders it, and fetches what it names",
    apis: ["pdfkit.from_string", "imgkit.from_string", "xhtml2pdf.pisa.CreatePDF", "xhtml2pdf.pisa.pisaDocument"],
  },
  {
    kind: "text",
    class: "html",
    argument: { index: 9, keyword: "string" },
    effect: "renders it, and fetches what it names",
    apis: ["weasyprint.HTML"],
  },
  {
    kind: "text",
    class: "html",
    argument: { index: 0 },
    effect: "takes it as markup that needs no encoding",
    apis: [
      "markupsafe.Markup",
      "flask.Markup",
      "jinja2.Markup",
      "django.utils.safestring.mark_safe",
      "fastapi.responses.HTMLResponse",
      "starlette.responses.HTMLResponse",
    ],
  },
  {
    kind: "text",
    class: "html",
    argument: { index: 0 },
    effect: "sends it as HTML of an e-mail",
    when: { option: "_subtype", equals: ["html"] },
    apis: ["email.mime.text.MIMEText"],
  },
];

const instructs = "gives it to the model as instructions";
const prompt = (keyword: string): Omit<TextSink, "apis"> => ({
  kind: "everything",
  class: "prompt",
  argument: { index: 0, keyword },
  effect: instructs,
  joined: true,
});

export const PYTHON_TEMPLATE_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["openai", "anthropic", "litellm", "groq", "mistralai", "together"],
    rest: /\.(create|completion|acompletion|complete|parse|stream)$/,
    row: { ...prompt("messages"), argument: { index: 9, keyword: "messages" } },
  },
  {
    modules: ["anthropic"],
    rest: /\.(create|stream)$/,
    row: { ...prompt("system"), argument: { index: 9, keyword: "system" } },
  },
  {
    modules: ["openai", "anthropic", "cohere", "litellm"],
    rest: /\.(create|generate|complete|Completion\.create)$/,
    row: { ...prompt("prompt"), argument: { index: 9, keyword: "prompt" } },
  },
  {
    modules: ["openai"],
    rest: /\.responses\.create$/,
    row: { ...prompt("input"), argument: { index: 9, keyword: "input" } },
  },
  {
    modules: [
      "langchain",
      "langchain_aws",
      "langchain_openai",
      "langchain_community",
      "langchain_core",
      "langchain_anthropic",
    ],
    rest: /\(\)\.(invoke|predict|run|generate|call|stream|apredict|ainvoke|__call__)$|\.from_template$/,
    row: prompt("input"),
  },
  { modules: ["google"], rest: /\.generativeai\..*\.(generate_content|send_message)$/, row: prompt("contents") },
];
