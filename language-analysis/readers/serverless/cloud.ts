// Which cloud a service is for.
import type { Provider } from "../../model/app-map.ts";
import type { Value } from "../../model/value.ts";
import { dig, word } from "../walk-values.ts";
import { lookup } from "../lookup.ts";

const CLOUDS: Readonly<Record<string, Provider>> = {
  aws: "aws",
  azure: "azure",
  google: "google",
  openwhisk: "ibm",
};

/** `any` for clouds without a name on the map. */
export function cloudOfService(provider: Value | undefined): Provider {
  const name = (word(dig(provider, "name")) ?? word(provider) ?? "aws").toLowerCase();
  return lookup(CLOUDS, name) ?? "any";
}
