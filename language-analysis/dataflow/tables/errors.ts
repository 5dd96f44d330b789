// What of a caught error tells nothing about the inside of the app.

/** Codes and names that are made to be shown. */
const OPEN_PARTS: ReadonlySet<string> = new Set([
  "name",
  "code",
  "Code",
  "errno",
  "status",
  "statusCode",
  "status_code",
  "httpStatusCode",
  "HTTPStatusCode",
  "retryable",
  "requestId",
  "RequestId",
  "expose",
  "__class__",
  "__name__",
  "returncode",
]);

export function isOpaqueErrorPart(path: readonly string[]): boolean {
  return OPEN_PARTS.has(path.at(-1) ?? "");
}

/** Callbacks that get an error before anything else, whatever they call it. Sources: documentation of Node.js and of the packages. */
export const ERROR_FIRST =
  /^((child_process\.(exec|execFile)|(fs|zlib|dns|crypto)\.\w+|request(\.\w+)?|xml2js\.parseString|(bcrypt|bcryptjs)\.(hash|compare)|jsonwebtoken\.(sign|verify))|(mysql2?|pg|sqlite3|mssql|redis|nodemailer)\.[\w.]+\(\)(\.\w+\(\))*\.(query|execute|connect|getConnection|run|exec|all|each|get|set|sendMail))$/;

/** Names that people give to the error parameter of a callback. */
export const ERROR_PARAMETER = /^(e|er|err|error|ex|exc|exception|reason|\w*(Err|Error|_err|_error))$/;

/**
 * Errors that a framework makes for the caller: of a status, of a request that is not valid. Sources: documentation of NestJS, Fastify, Hono,
 * http-errors, zod, class-validator; Werkzeug, Starlette, FastAPI, Pydantic, marshmallow, Powertools for AWS Lambda, Django REST framework.
 */
export const OPEN_ERRORS =
  /(^|\.)(\w*H(TTP|ttp)(Exception|Error|ResponseError)?|RequestValidationError|ResponseValidationError|ValidationError|ZodError|BadRequest\w*|NotFound\w*|Unauthorized\w*|Forbidden\w*|Conflict\w*|MethodNotAllowed\w*|RequestEntityTooLarge|TooManyRequests\w*|UnprocessableEntity\w*|APIException|CSRFError)$/;
