// Web frameworks: where they keep the request. Sources: Flask documentation, "The Request Object"; Chalice documentation, "Request".

/** The current request as a value that any function may read. */
export const REQUEST_API =
  /^(flask\.request|(chalice\.Chalice|chalice\.Blueprint)\(\)\.current_request|bottle\.request)$/;

/** Parts of a request that its sender does not choose. */
export const REQUEST_FACTS: ReadonlySet<string> = new Set(
  "method ip protocol secure remote_addr app session user get_context context apiGateway requestContext user_agent".split(
    " ",
  ),
);
