// Fix cases about the policies of one function, as each template format grants them: only what is granted differs.
import type { Files } from "../analyse-files.ts";
import { cloudFormationFormats } from "../every-format.ts";
import type { FixCase } from "../fix-table.ts";
import { cloudFormation, sam, samStatement, serverless } from "./policy-apps.ts";

/** Lines from their left margin, before and after the fix. */
type Lines = readonly [before: string, after: string];

const indented = (lines: string, spaces: number): string => lines.replace(/^(?=.)/gm, " ".repeat(spaces));

const samPolicies = (policies: string): string => sam(`      Policies:\n${indented(policies, 8)}`);
const samStatements = (statements: string): string => samStatement(indented(statements, 12));
const roleStatements = (statements: string): string =>
  cloudFormation(`      Policies:
        - PolicyName: shop
          PolicyDocument:
            Statement:
${indented(statements, 14)}`);
const roleSettings = (settings: string): string => cloudFormation(indented(settings, 6));
const serviceRole = (settings: string): string =>
  serverless(settings === "" ? "" : `  iam:\n    role:\n${indented(settings, 6)}`);
const serviceStatements = (statements: string): string => serviceRole(`statements:\n${indented(statements, 2)}`);

/** `statements` are the items of a list. */
export function statementsInEveryFormat(name: string, statements: Lines, code: Files): Record<string, FixCase> {
  return {
    ...oneFormat(`${name}, SAM`, "template.yaml", samStatements, statements, code),
    ...oneFormat(`${name}, Serverless Framework`, "serverless.yml", serviceStatements, statements, code),
    ...cloudFormationFormats(name, templates(roleStatements, statements), code),
  };
}

/** `sam`: the items of `Policies`; `cloudFormation`: settings of the role; `service`: settings of `provider.iam.role`. */
export function policiesInEveryFormat(
  name: string,
  policies: { readonly sam: Lines; readonly cloudFormation: Lines; readonly service: Lines },
  code: Files,
): Record<string, FixCase> {
  return {
    ...oneFormat(`${name}, SAM`, "template.yaml", samPolicies, policies.sam, code),
    ...oneFormat(`${name}, Serverless Framework`, "serverless.yml", serviceRole, policies.service, code),
    ...cloudFormationFormats(name, templates(roleSettings, policies.cloudFormation), code),
  };
}

function oneFormat(
  name: string,
  file: string,
  write: (lines: string) => string,
  [before, after]: Lines,
  code: Files,
): Record<string, FixCase> {
  return { [name]: { files: { ...code, [file]: write(before) }, after: { [file]: write(after) } } };
}

function templates(write: (lines: string) => string, [before, after]: Lines): { before: string; after: string } {
  return { before: write(before), after: write(after) };
}
