// Web frameworks inside a function: handlers that they call with a request.
import type { CallArguments, Machine } from "../interpret/machine.ts";

const EXPRESS_ROUTE =
  /^(express(\.Router|\.express|\.default)?|express\.Router|fastify(\.fastify)?|koa-router|@koa\/router|hono\.Hono|restify\.createServer|lambda-api|polka)\(\)(\.route\(\))?\.(get|post|put|patch|delete|del|head|options|all|use)$/;
const FLASK_ROUTE =
  /^(flask\.(Flask|Blueprint)|chalice\.Chalice|fastapi\.(FastAPI|APIRouter)|aws_lambda_powertools\.event_handler\.\w+|flask_restful\.Api)\(\)\.(route|get|post|put|patch|delete|api_route)\(\)$/;

/** `app.get("/path", handler)`; a decorator `@app.route("/path")` is called with its function. */
export function registerRoute(machine: Machine, api: string, args: CallArguments): void {
  const isExpress = EXPRESS_ROUTE.test(api);
  if (!isExpress && !FLASK_ROUTE.test(api)) return;
  const handlers = args.positional.filter((value) => value.callables.some((one) => one.kind === "closure"));
  for (const handler of handlers) {
    const key = handler.callables.map((one) => one.key).join();
    machine.routes.set(key, { handler, framework: isExpress ? "express" : "flask", key });
  }
}
