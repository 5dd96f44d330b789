// Handlers in code that no template declares: shown as functions whose trigger is not known.
import type { MapNode } from "../model/app-map.ts";
import type { CodeFile, HandlerShape } from "../model/code-facts.ts";
import type { ProgramModule } from "../model/program.ts";
import { rangeOf } from "../model/range.ts";
import { folderOf } from "./paths.ts";

const TEST_FILE =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|mocks|specs?|e2e|fixtures|integration-tests?)\/|[._-](?:test|tests|spec|mock)\.[^/]+$|(?:^|\/)(?:test_[^/]+|[^/]+_test|conftest)\.py$/i;

export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}

/** `claimed`: files that belong to a declared function. `known`: what an earlier call found in a file. */
export function undeclaredHandlers(
  code: ReadonlyMap<string, CodeFile>,
  claimed: ReadonlySet<string>,
  known: WeakMap<CodeFile, readonly MapNode[]>,
): readonly MapNode[] {
  const found: MapNode[] = [];
  for (const [file, one] of code) {
    if (claimed.has(file) || one.inline) continue;
    let nodes = known.get(one);
    if (!nodes) known.set(one, (nodes = TEST_FILE.test(file) ? [] : functionsOf(file, one)));
    found.push(...nodes);
  }
  return found;
}

function functionsOf(file: string, { facts, module }: CodeFile): readonly MapNode[] {
  const byName = new Map<string, MapNode>();
  for (const shape of facts.handlers) {
    if (shape.confidence === "low" || byName.has(shape.name)) continue;
    byName.set(shape.name, undeclaredFunction(file, shape, module));
  }
  return [...byName.values()];
}

function undeclaredFunction(file: string, shape: HandlerShape, { functions }: ProgramModule): MapNode {
  const at = rangeOf(file, shape.at);
  const body = shape.functionIndex > 0 ? functions[shape.functionIndex] : undefined;
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
  return {
    id: `${file}#${shape.name}`,
    kind: "function",
    provider: "aws",
    service: "lambda",
    name: `${base}.${shape.name}`,
    logicalId: shape.name,
    type: "",
    dialect: "code",
    group: folderOf(file),
    at,
    nameAt: at,
    properties: {},
    undeclared: true,
    handler: {
      file,
      functionIndex: shape.functionIndex,
      at,
      ...(body && { bodyAt: rangeOf(file, body.at) }),
      confidence: "low",
    },
  };
}
