// js-yaml builds functions by default up to version 3, from version 4 on only when a schema asks for it. Source: README of js-yaml, "Migrate from v3".
import type { TaintPath } from "../../model/taint.ts";
import { spanOf } from "../../model/range.ts";
import { expressionAt, partsOf } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { bundlesOf } from "../sas-6/bundles.ts";
import { compareVersions, oldestAllowed } from "../sas-6/versions.ts";

/** False for a load that reads data only, or of which the version is not known. */
export function mayBuildFunctions(context: RuleContext, { sink, node }: TaintPath): boolean {
  if (!/^js-yaml\.load(All)?$/.test(sink.api)) return true;
  const module = context.code.get(sink.callAt.file)?.module;
  const call = module && expressionAt(module, spanOf(sink.callAt));
  if (call?.kind !== "call") return false;
  const options = call.arguments[1]?.value;
  const isFull =
    options &&
    partsOf(options).some(
      (one) =>
        (one.kind === "member" && one.property === FULL_SCHEMA) || (one.kind === "name" && one.name === FULL_SCHEMA),
    );
  return isFull === true || usesOldVersion(context, node);
}

const FULL_SCHEMA = "DEFAULT_FULL_SCHEMA";

function usesOldVersion(context: RuleContext, node: string): boolean {
  return bundlesOf(context).some(({ functions, manifest, lock }) => {
    if (!functions.some(({ id }) => id === node)) return false;
    const locked = lock?.packages.find(({ name, version }) => name === "js-yaml" && version !== undefined)?.version;
    const wanted = manifest.packages.find(({ name }) => name === "js-yaml");
    const version = locked ?? wanted?.version ?? oldestAllowed("npm", wanted?.requirement ?? "");
    return version !== undefined && (compareVersions("npm", version, "4.0.0") ?? 0) < 0;
  });
}
