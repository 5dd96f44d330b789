// Readers: templates to graph fragments. Which reader takes a file is told by its content.
import type { ReadRequest, ReadResponse } from "../model/fragment.ts";
import { parseDocument } from "../syntax/document.ts";
import { cloudFormationDialect, readCloudFormation } from "./cloudformation/reader.ts";
import { Companions } from "./companions.ts";
import { isServerless, readServerless } from "./serverless/reader.ts";
import { isServiceScript, serviceScriptTree } from "./serverless/scripts.ts";

const TEMPLATE_EXTENSION = /\.(ya?ml|json|template)$/i;

/** Cheap test on path and text, before anything is parsed: false only for files that are certainly no template. */
export function isTemplateCandidate(path: string, text: string): boolean {
  if (!TEMPLATE_EXTENSION.test(path)) return isServiceScript(path, text);
  if (text.includes("Resources") && /AWS::|Custom::/.test(text)) return true;
  return /(^|[\s,{])"?service"?\s*:/m.test(text) && /(^|[\s,{])"?(provider|functions)"?\s*:/m.test(text);
}

/** Words that stand in templates only: a file with one that is too broken to be read is still worth a problem. */
const TEMPLATE_WORD = /AWSTemplateFormatVersion|AWS::Serverless|"?Type"?\s*:\s*["']?AWS::\w+::\w+/;

/** Reads one template. `fragment` is undefined for files that are no template; these have problems only when they are broken. */
export function readTemplate(request: ReadRequest): ReadResponse {
  const { path, text } = request;
  if (!isTemplateCandidate(path, text)) return { fragment: undefined, problems: [], needs: [] };
  const companions = new Companions(request.companions, request);
  const isData = TEMPLATE_EXTENSION.test(path);
  const tree = isData ? parseDocument(path, text) : serviceScriptTree(path, text, companions);
  const dialect = isData ? cloudFormationDialect(tree.root) : undefined;
  const result = dialect
    ? readCloudFormation(tree, dialect, companions)
    : isServerless(path, tree.root)
      ? readServerless(tree, companions)
      : undefined;
  if (!result) {
    // The parts that make a script a service may still be on their way.
    const needs = isData ? [] : [...companions.needs].sort();
    return { fragment: undefined, problems: TEMPLATE_WORD.test(text) ? tree.problems : [], needs };
  }
  const includes = companions.found;
  const isBroken = tree.problems.some(({ severity }) => severity === "error");
  const fragment = {
    ...result.fragment,
    ...(includes.length > 0 && { includes }),
    ...(isBroken && { nodes: result.fragment.nodes.map((node) => ({ ...node, inBrokenTemplate: true as const })) }),
  };
  return { fragment, problems: result.problems, needs: [...companions.needs].sort() };
}
