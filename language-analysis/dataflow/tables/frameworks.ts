// Frameworks inside a function: what registers the functions that they call, and what those get. Sources: documentation of Express, Fastify, Koa,
// hapi, Hono, itty-router, lambda-api, NestJS, routing-controllers, TypeGraphQL, Apollo Server, GraphQL.js, tRPC, Middy, Alexa Skills Kit SDK, Bolt;
// Flask, FastAPI, Bottle, Django, Chalice, Powertools for AWS Lambda, ariadne.

/**
 * `request`: the request first; `context`: one object that is request and answer; `error`: an error, and the request; `view`: the same, and parts of its path; `parts`: parts of the request by the names of the parameters; `resolver`: parent, arguments, context;
 * `input`: an object with the input; `middleware`: an object with the event; `event`: the event; `record`: one record of the event;
 * `skill`: an object with the request of a voice service; `chat`: the message, and what has come with it.
 */
export type RouteForm =
  | "request"
  | "context"
  | "error"
  | "view"
  | "parts"
  | "resolver"
  | "input"
  | "middleware"
  | "event"
  | "record"
  | "skill"
  | "chat"
  | "app";

export interface RouteRow {
  /** Matches the API that registers. A decorator is called with its function: `flask.Flask().route()`. */
  readonly api: RegExp;
  /** Where the functions stand: arguments, or properties of these names anywhere in them. */
  readonly functions: "arguments" | readonly string[];
  readonly gets: RouteForm;
}

const VERBS = "get|post|put|patch|delete|del|head|options|all|any|use|on|opts|websocket";
const CHAIN = String.raw`\(\)(\.\w+\(\))*`;

const JAVASCRIPT_ROUTERS =
  "express(\\.Router|\\.express)?|express-promise-router|fastify(\\.fastify)?|itty-router\\.\\w+|restify\\.createServer|lambda-api|polka|claudia-api-builder|@aws-lambda-powertools/event-handler/\\w+\\.Router|@slack/bolt\\.App";
/** Their functions get one object that is request and answer. */
const CONTEXT_ROUTERS = "koa-router|@koa/router|koa|hono(/\\w+)?\\.\\w+|elysia\\.Elysia";
const PYTHON_ROUTERS =
  "flask\\.(Flask|Blueprint)|quart\\.(Quart|Blueprint)|chalice\\.(Chalice|Blueprint)|fastapi\\.(FastAPI|APIRouter)|fastapi\\.routing\\.APIRouter|starlette\\.applications\\.Starlette|aws_lambda_powertools\\.event_handler(\\.\\w+)*|flask_restful\\.Api|bottle\\.Bottle|bottle(\\.(default_app|app))?|ariadne\\.\\w+|slack_bolt\\.App|sanic\\.Sanic|strawberry";

export const ROUTE_ROWS: readonly RouteRow[] = [
  {
    api: new RegExp(
      `^(${JAVASCRIPT_ROUTERS})${CHAIN}\\.(${VERBS}|addHook|param|command|event|message|action|view|shortcut)$`,
    ),
    functions: "arguments",
    gets: "request",
  },
  { api: new RegExp(`^(${CONTEXT_ROUTERS})${CHAIN}\\.(${VERBS}|param)$`), functions: "arguments", gets: "context" },
  { api: /^fastify(\.fastify)?\(\)(\.\w+\(\))*\.setErrorHandler$/, functions: "arguments", gets: "error" },
  { api: new RegExp(`^(${CONTEXT_ROUTERS})${CHAIN}\\.onError$`), functions: "arguments", gets: "error" },
  {
    api: /^(apollo-server[\w-]*|@apollo\/(server|subgraph))\.\w+$/,
    functions: ["formatError"],
    gets: "error",
  },
  {
    api: /^(@nestjs\/common\.(Module|UseFilters)|@nestjs\/core\.NestFactory\.create\(\)\.useGlobalFilters)$/,
    functions: ["catch"],
    gets: "error",
  },
  {
    api: new RegExp(
      `^(${PYTHON_ROUTERS})(\\(\\))?\\.(errorhandler|app_errorhandler|error|exception_handler|exception)\\(\\)$`,
    ),
    functions: "arguments",
    gets: "error",
  },
  {
    api: /^(flask\.(Flask|Blueprint)\(\)\.register_error_handler|(fastapi\.FastAPI|starlette\.applications\.Starlette)\(\)\.add_exception_handler)$/,
    functions: "arguments",
    gets: "error",
  },
  {
    api: /^(fastify(\.fastify)?|@?hapi(\/hapi)?\.[sS]erver)\(\)\.route$/,
    functions: ["handler", "preHandler", "onRequest"],
    gets: "request",
  },
  {
    api: new RegExp(
      `^(${PYTHON_ROUTERS})(\\(\\))?\\.(route|get|post|put|patch|delete|head|options|api_route|websocket|resolver|field|command|event|action|tool)\\(\\)$`,
    ),
    functions: "arguments",
    gets: "parts",
  },
  {
    api: /^((flask\.(Flask|Blueprint)\(\)\.add_url_rule)|flask_restful\.Api\(\)\.add_resource)$/,
    functions: "arguments",
    gets: "parts",
  },
  {
    api: /^((flask|quart)\.\w+\(\)\.before_(app_)?request|bottle\.hook\(\))$/,
    functions: "arguments",
    gets: "parts",
  },
  { api: /^aws_lambda_powertools\.event_handler(\.\w+)*\(\)\.use$/, functions: "arguments", gets: "app" },
  {
    api: /^(fastapi\.FastAPI|starlette\.applications\.Starlette)\(\)\.middleware\(\)$/,
    functions: "arguments",
    gets: "request",
  },
  {
    api: /^(starlette\.middleware\.Middleware|(fastapi\.FastAPI|starlette\.applications\.Starlette)\(\)\.add_middleware)$/,
    functions: ["dispatch"],
    gets: "request",
  },
  {
    api: /^(django\.(urls|conf\.urls)\.(path|re_path|url)|starlette\.routing\.Route)$/,
    functions: "arguments",
    gets: "view",
  },
  {
    api: /^(apollo-server[\w-]*|@apollo\/(server|subgraph)|graphql-yoga|@graphql-yoga\/node|@graphql-tools\/schema|graphql-tools|graphql-modules)\.\w+$/,
    functions: ["resolvers"],
    gets: "resolver",
  },
  {
    api: /^graphql(\/type)?\.(GraphQLObjectType|GraphQLSchema)$/,
    functions: ["resolve", "subscribe"],
    gets: "resolver",
  },
  {
    api: /^(@fastify\/)?(busboy(\.Busboy)?|multiparty\.Form|formidable(\.IncomingForm)?|dicer)\(\)\.(on|once)$/i,
    functions: "arguments",
    gets: "parts",
  },
  { api: /^@trpc\/server\b.*\.(query|mutation|subscription)$/, functions: "arguments", gets: "input" },
  {
    api: /^(@middy\/core|middy)\(\)(\.\w+\(\))*\.(use|before|after|onError)$/,
    functions: ["before", "after", "onError"],
    gets: "middleware",
  },
  {
    api: /^(@middy\/core|middy)\(\)(\.\w+\(\))*\.(before|after|onError)$/,
    functions: "arguments",
    gets: "middleware",
  },
  // Bots.
  {
    api: /^(telegraf\.(Telegraf|Composer)|grammy\.(Bot|Composer))\(\)(\.\w+\(\))*\.(command|on|hears|action|start|help|settings|use|phone|email|url|mention|callbackQuery|inlineQuery|msg)$/,
    functions: "arguments",
    gets: "chat",
  },
  {
    api: /^(node-telegram-bot-api\(\)\.(onText|onReplyToMessage|on|once)|viber-bot\.Bot\(\)\.(on|onTextMessage))$/,
    functions: "arguments",
    gets: "chat",
  },
  {
    api: /^((telebot(\.async_telebot)?\.(TeleBot|AsyncTeleBot)\(\)\.\w*_handler)|aiogram\.(Dispatcher|Router)\(\)\.(message|callback_query|edited_message|message_handler)|linebot(\.v3)?\.WebhookHandler\(\)\.add)\(\)$/,
    functions: "arguments",
    gets: "chat",
  },
  {
    api: /^telegram\.ext\.(\w+\.)?(CommandHandler|MessageHandler|CallbackQueryHandler|InlineQueryHandler|PrefixHandler)$/,
    functions: "arguments",
    gets: "chat",
  },
  { api: /^@middy\/(http|ws)-router$/, functions: ["handler"], gets: "event" },
  {
    api: /^(aws_lambda_powertools\.utilities\.batch|@aws-lambda-powertools\/batch)\b/,
    functions: "arguments",
    gets: "record",
  },
  {
    api: /^ask-sdk(-core)?\.SkillBuilders\.\w+\(\)(\.\w+\(\))*\.add\w+$/,
    functions: ["handle", "canHandle", "process"],
    gets: "skill",
  },
  {
    api: /^ask_sdk_core\.skill_builder\.\w+\(\)\.(add_request_handler|add_exception_handler)$/,
    functions: ["handle", "can_handle"],
    gets: "skill",
  },
  {
    api: /^ask_sdk_core\.skill_builder\.\w+\(\)\.(request_handler|exception_handler)\(\)$/,
    functions: "arguments",
    gets: "skill",
  },
];

/** Decorators of methods that a framework calls with parts of a request. */
export const ROUTE_DECORATORS =
  /^((@nestjs\/common|routing-controllers|tsoa|@tsoa\/runtime|@tsed\/(common|schema)|@overnightjs\/core|inversify-express-utils|@decorators\/express)\.(Get|Post|Put|Patch|Delete|Head|Options|All|http(Get|Post|Put|Patch|Delete))|(@nestjs\/graphql|type-graphql)\.(Query|Mutation|ResolveField|ResolveProperty|FieldResolver|Subscription)|@nestjs\/(microservices|websockets)\.(MessagePattern|EventPattern|SubscribeMessage))(\(\))?$/;

/** Called with the application: its routes are those of the application. */
export const PLUGINS = /^fastify(\.fastify)?\(\)(\.\w+\(\))*\.register$/;

/** What makes a handler of a handler. */
export const WRAPPERS =
  /^(@middy\/core|middy|@sentry\/(serverless|aws-serverless)\.(AWSLambda\.)?wrapHandler|datadog-lambda-js\.datadog|@lumigo\/tracer\(?\)?\.trace|epsagon\.lambdaWrapper|newrelic\.setLambdaHandler|awslambda\.streamifyResponse|@dazn\/lambda-powertools-[\w-]+|@thundra\/core\(\)|@lambda-middleware\/\w+\.\w+(\(\))?|serverless-sentry-lib|aws-xray-sdk(-core)?\.captureAsyncFunc|@binaris\/shift-\w+|cloudwatch-log-handler|lambda-log|lambda-warmer\.\w+|sentry_sdk\.integrations\.\w+|datadog_lambda\.wrapper\.datadog_lambda_wrapper|lambda_decorators\.\w+)$/;

/** Middleware that makes an object of the body. */
export const BODY_PARSERS =
  /^(@middy\/(http-json-body-parser|http-urlencode-body-parser|http-multipart-body-parser|event-normalizer)|middy\/middlewares\.\w*BodyParser|@middy\/\w+-parser)\b/;

/** Of the types that a parameter may have, those that a framework fills with something of its own. */
export const OWN_TYPES =
  /(^|\.)(Response|FastifyReply|NextFunction|BackgroundTasks|Session|AsyncSession|Context|ExecutionContext|SecurityScopes|WebSocket|HttpResponse)$/;

/** Pipes of NestJS that let only numbers, identifiers and words of a list through. */
export const HARMLESS_PIPES = /\.Parse(Int|Float|Bool|UUID|Enum|Date)Pipe(\(\))?$/;

/** Methods of requests that give a part of them. */
export const REQUEST_METHODS: ReadonlySet<string> = new Set(
  `query queries param header parseBody valid formData get_query_string_value get_header_value get_multi_value_query_string_values
  get_json get_data get_resolved_header_value parse_data parse_logs_data decoded_body param body form headers cookies getSlotValue
  get_path_parameter get_object getlist data_as_text data_as_json data_as_bytes`.split(/\s+/),
);

/** Runs before the functions of other routes. */
export const HOOKS = /\.(use|addHook|before_(app_)?request|hook\(\)|middleware\(\))$/;

/** Objects that hold what one function of a request leaves for the next. */
export const HANDED_ON =
  /^((flask|quart)\.g|express\.response\.(locals|state|var)|aws_lambda_powertools\.event_handler(\.\w+)*\(\)\.context)$/;
