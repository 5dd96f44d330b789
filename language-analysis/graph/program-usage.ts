// What programs need of IAM that no template declares: scripts, containers, command-line tools.
import type { MapNode } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { startOfFile } from "../model/range.ts";
import type { FunctionUsage } from "../model/usage.ts";
import { CodeValues } from "./code-values.ts";
import { MapDraft } from "./map-draft.ts";
import { MapIndex } from "./map-index.ts";
import { Modules } from "./modules.ts";
import { Observer } from "./observed.ts";
import { Programs } from "./reach.ts";
import { Resolver } from "./resolver.ts";

/** Everything that any function of `code` calls; names of resources stand as `named` or `node` of nodes declared elsewhere. */
export function usageOfProgram(code: ReadonlyMap<string, CodeFile>): Pick<FunctionUsage, "uses" | "gaps"> {
  const [first = ""] = [...code.keys()].sort();
  const at = startOfFile(first);
  const node: MapNode = {
    id: `${first}#program`,
    kind: "function",
    provider: "aws",
    service: "program",
    name: "program",
    logicalId: "",
    type: "",
    dialect: "code",
    group: "",
    at,
    nameAt: at,
    properties: {},
  };
  const index = new MapIndex([]);
  const draft = new MapDraft({ known: new WeakMap(), ids: [] });
  const programs = new Programs(new Modules(code));
  const resolver = new Resolver(index, draft.elsewhere);
  const observer = new Observer({ programs, values: new CodeValues(index, programs), resolver }, draft);
  const reached = new Map([...code].map(([file, { module }]) => [file, new Set(module.functions.keys())]));
  observer.observe({ node, reached, context: { grants: [], triggeredBy: [], sockets: [] } });
  return draft.usage[0] ?? { uses: [], gaps: [] };
}
