// What the names in a template stand for.
import type { SourceRange } from "../../model/range.ts";
import type { DataNode, ScalarNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import type { Companions } from "../companions.ts";

export interface TemplateScope {
  readonly file: string;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  /** Map name, top-level key, second-level key. */
  readonly mappings: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Located>>>;
  /** Type of each resource by logical id. */
  readonly resourceTypes: ReadonlyMap<string, string>;
  /** Resources that only stand for another one, such as a function's alias: logical id of the one they stand for. */
  readonly standIns: ReadonlyMap<string, string>;
  /** Loop variables in force (Fn::ForEach). */
  readonly variables: Map<string, Value>;
  readonly companions: Companions;
  /**
   * True for names that no one declares because the platform or its translator makes them
   * (`ServerlessRestApi`, `OrdersFunctionRole`).
   */
  isGenerated(name: string): boolean;
  /** A logical id as it is known on the map: a generated name of a function becomes the function's. */
  canonical(logicalId: string): string;
  /** Variables of another syntax inside of text (Serverless Framework); undefined when the text has none. */
  expandText?(node: ScalarNode, file: string): Value | undefined;
}

export interface Located {
  readonly node: DataNode;
  readonly file: string;
}

export interface TemplateParameter {
  readonly name: string;
  readonly type: string;
  readonly default: Located | undefined;
  /** Named as a secret, without `NoEcho`. */
  readonly isEchoed?: true;
  /** The deployment's configuration file that gives the value which stands in `default`. */
  readonly givenIn?: string;
  readonly at: SourceRange;
}

/** The resource that a stand-in stands for, over several steps; a cycle ends where it began. */
export function resolveStandIn(scope: TemplateScope, logicalId: string): string {
  let current = logicalId;
  for (let steps = 0; steps < 8; steps++) {
    const next = scope.standIns.get(current);
    if (next === undefined) break;
    current = next;
  }
  return scope.canonical(current);
}
