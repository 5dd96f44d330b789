// Services that are deployed together: serverless-compose.yml gives the outputs of one as parameters to another.
// Source: Serverless Framework documentation, "Composing Serverless Framework services".
import type { Value } from "../../model/value.ts";
import { childOf, childText, entriesOfNode } from "../cloudformation/sections.ts";
import { referenceValue, textValue } from "../make-values.ts";
import { folderOf, joinPath } from "../paths.ts";
import type { SourceCall } from "./variable-sources.ts";
import { DEFAULT_STAGE } from "./names.ts";

/** How many folders above a service its composition may lie. */
const MAXIMUM_HEIGHT = 3;
const NAMES = ["serverless-compose.yml", "serverless-compose.yaml"];

/** What the composition of this service sets for a parameter; absent when it sets none. */
export function composedParameter({ variables, address, at }: SourceCall): Value | undefined {
  const { companions, file } = variables;
  const own = folderOf(file);
  let folder = own;
  for (let height = 0; height <= MAXIMUM_HEIGHT; height++) {
    for (const name of NAMES) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const services = childOf(companions.glance(path)?.root, "services");
      if (!services) continue;
      const pathOf = (service: string): string | undefined => {
        const entry = entriesOfNode(services).find(({ key }) => key === service);
        const relative = entry && childText(entry.value, "path");
        return relative === undefined ? undefined : joinPath(folder, relative);
      };
      for (const { key, value } of entriesOfNode(services)) {
        if (pathOf(key) !== own) continue;
        const parameters = childOf(value, "params");
        const text = parameters && childText(parameters, address);
        const output = text === undefined ? undefined : /^\$\{([\w-]+)\.([\w.-]+)\}$/.exec(text.trim());
        if (!output) return text === undefined || text.includes("${") ? undefined : textValue(text, at);
        const [, service = "", outputName = ""] = output;
        const stack = stackOf(pathOf(service), variables);
        return stack === undefined
          ? undefined
          : referenceValue({ by: "export", name: textValue(`${stack}.${outputName}`, at) }, at);
      }
    }
    if (folder === "") break;
    folder = folderOf(folder);
  }
  return undefined;
}

/** The name of another service's stack: `service-stage`. */
function stackOf(folder: string | undefined, { companions }: SourceCall["variables"]): string | undefined {
  if (folder === undefined) return undefined;
  const root = companions.glance(folder === "" ? "serverless.yml" : `${folder}/serverless.yml`)?.root;
  const service = root && (childText(root, "service") ?? childText(childOf(root, "service"), "name"));
  const stage = root && childText(childOf(root, "provider"), "stage");
  if (service === undefined || service.includes("${")) return undefined;
  return `${service}-${stage === undefined || stage.includes("${") ? DEFAULT_STAGE : stage}`;
}
