// What Python's web frameworks answer with: responses, redirects, and exceptions whose texts go to the caller. Sources: documentation of Flask,
// Werkzeug, FastAPI, Starlette, Bottle, Django, Django REST framework, Chalice, Powertools for AWS Lambda, Flask-RESTful.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const answers = "sends it to the caller";
const answer = (index: number, keyword: string): Omit<TextSink, "apis"> => ({
  kind: "everything",
  class: "response",
  argument: { index, keyword },
  effect: answers,
});
const redirect = (keyword: string): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "redirect",
  argument: { index: 0, keyword },
  effect: "sends the browser to the address",
});

const CHALICE_ERRORS =
  "BadRequestError UnauthorizedError ForbiddenError NotFoundError MethodNotAllowedError ConflictError UnprocessableEntityError TooManyRequestsError ChaliceViewError".split(
    " ",
  );

export const PYTHON_ANSWERS: readonly SinkRow[] = [
  { ...answer(0, "msg"), apis: CHALICE_ERRORS.flatMap((name) => [`chalice.${name}`, `chalice.app.${name}`]) },
  {
    ...answer(1, "detail"),
    apis: ["fastapi.HTTPException", "fastapi.exceptions.HTTPException", "starlette.exceptions.HTTPException"],
  },
  { ...answer(1, "description"), apis: ["flask.abort", "quart.abort", "werkzeug.exceptions.abort"] },
  { ...answer(9, "message"), apis: ["flask_restful.abort", "flask_restx.abort", "flask_smorest.abort"] },
  { ...answer(1, "text"), apis: ["bottle.abort"] },
  {
    ...answer(1, "msg"),
    apis: ["aws_lambda_powertools.event_handler.exceptions.ServiceError"],
  },
  { ...redirect("location"), apis: ["flask.redirect", "django.shortcuts.redirect", "werkzeug.utils.redirect"] },
  { ...redirect("to"), apis: ["django.shortcuts.redirect"] },
  {
    ...redirect("url"),
    apis: ["bottle.redirect", "fastapi.responses.RedirectResponse", "starlette.responses.RedirectResponse"],
  },
  {
    ...redirect("redirect_to"),
    apis: ["django.http.HttpResponseRedirect", "django.http.HttpResponsePermanentRedirect"],
  },
  {
    kind: "text",
    class: "html",
    argument: { index: 0, keyword: "content" },
    effect: "sends it to the caller as HTML",
    when: {
      option: "content_type",
      unless: ["application/json", "text/plain", "text/csv", "application/octet-stream"],
    },
    apis: ["django.http.HttpResponse"],
  },
];

export const PYTHON_ANSWER_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["aws_lambda_powertools"],
    rest: /^\.event_handler(\.exceptions)?\.(BadRequest|Unauthorized|Forbidden|NotFound|RequestTimeout|RequestEntityTooLarge|InternalServer|ServiceUnavailable)Error$/,
    row: answer(0, "msg"),
  },
  {
    modules: ["werkzeug"],
    rest: /^\.exceptions\.\w+$/,
    unless: /abort/,
    row: answer(0, "description"),
  },
  {
    modules: ["rest_framework"],
    rest: /^\.exceptions\.\w+$/,
    row: answer(0, "detail"),
  },
];
