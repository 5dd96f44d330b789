// Fix cases about one function, as each template format declares it: only the lines that a fix is about differ.
import { cloudFormationFormats } from "./every-format.ts";
import type { FixCase } from "./fix-table.ts";

/** Lines of the function's declaration, from its left margin, before and after the fix. */
type Lines = readonly [before: string, after: string];

const indented = (lines: string, spaces: number): string =>
  lines === "" ? "" : `${lines.replace(/^(?=.)/gm, " ".repeat(spaces))}\n`;

const lambda = (type: string, properties: string): string => `Resources:
  One:
    Type: ${type}
    Properties:
      Runtime: python3.13
      Handler: app.handler
${indented(properties, 6)}`;

/** A CloudFormation template. */
export const lambdaFunction = (properties: string): string => lambda("AWS::Lambda::Function", properties);

const samFunction = (properties: string): string =>
  `Transform: AWS::Serverless-2016-10-31\n${lambda("AWS::Serverless::Function", properties)}`;

const serviceFunction = (settings: string): string => `service: shop
provider:
  name: aws
functions:
  one:
    handler: app.one # first
${indented(settings, 4)}`;

/** A CloudFormation template in which a method of a REST API starts the function. */
export function functionBehindMethod({
  properties = "",
  authorization = "NONE",
}: {
  readonly properties?: string;
  readonly authorization?: string;
}): string {
  return `${lambdaFunction(properties)}  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: ${authorization}
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${One.Arn}/invocations"
`;
}

/** The function in a SAM template alone. */
export const samFix = (before: string, after: string): FixCase =>
  fixCase("template.yaml", samFunction, [before, after]);

/** The function in all formats; for CloudFormation, in YAML and in JSON, the whole template. */
export function functionInEveryFormat(
  name: string,
  { sam, service, cloudFormation }: { readonly sam: Lines; readonly service: Lines; readonly cloudFormation: Lines },
): Record<string, FixCase> {
  const [before, after] = cloudFormation;
  return {
    [`${name}, SAM`]: samFix(...sam),
    [`${name}, Serverless Framework`]: fixCase("serverless.yml", serviceFunction, service),
    ...cloudFormationFormats(name, { before, after }),
  };
}

function fixCase(file: string, write: (lines: string) => string, [before, after]: Lines): FixCase {
  return { files: { [file]: write(before) }, after: { [file]: write(after) } };
}
