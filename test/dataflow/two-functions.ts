// An app of functions that hand data to each other: resources of a SAM template and one file of code. `Start` is behind an API, what the others run
// in a shell with data of its request is what is found.
import { analyseFiles } from "../rules/analyse-files.ts";

export interface TwoFunctions {
  readonly language: "js" | "py";
  readonly code: string;
  /** Beside `Start`; functions as `name: events`. */
  readonly functions: Readonly<Record<string, string>>;
  readonly resources?: string;
  readonly environment?: string;
}

const RUNTIMES = { js: "nodejs22.x", py: "python3.12" };

/** Names of the functions in which data of the request reaches a shell. */
export function reachedFunctions({
  language,
  code,
  functions,
  resources = "",
  environment = "",
}: TwoFunctions): readonly string[] {
  const declared = Object.entries({
    Start: "{ Api: { Type: Api, Properties: { Path: /start, Method: post } } }",
    ...functions,
  });
  const template = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: ${RUNTIMES[language]}, Environment: { Variables: { ${environment} } } } }
Resources:
${declared
  .map(
    ([name, events]) => `
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.${name.toLowerCase()}
      Policies: [AdministratorAccess]
${events === "" ? "" : `      Events: ${events}`}`,
  )
  .join("")}
${resources}`;
  const { taintPaths } = analyseFiles({ [`app.${language}`]: code, "template.yaml": template }, []).context;
  const found = taintPaths.filter(
    ({ sink, source, through }) =>
      sink.class === "os-command" && source.node === "template.yaml#Start" && through !== undefined,
  );
  return [...new Set(found.map(({ node }) => node.slice(node.lastIndexOf("#") + 1)))].sort();
}
