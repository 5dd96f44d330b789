// Resources that are no node, with the nodes that they are set up for.
import type { MapSetting, NodeId } from "../model/app-map.ts";
import type { Fragment } from "../model/fragment.ts";
import { Elsewhere } from "./elsewhere.ts";
import type { MapIndex } from "./map-index.ts";
import { Resolver } from "./resolver.ts";

/** Only declared nodes count: a setting puts nothing on the map. */
export function mapSettings({ settings = [], file }: Fragment, index: MapIndex): readonly MapSetting[] {
  const resolver = new Resolver(index, new Elsewhere());
  return settings.map(({ subjects, ...setting }) => {
    const found = new Set<NodeId>();
    for (const { value, kind, service } of subjects) {
      const hint = { ...(kind && { kind }), ...(service !== undefined && { service }) };
      for (const { node } of resolver.resolve(value, hint, { group: file, at: value.at }).targets) {
        if (index.nodes.has(node)) found.add(node);
      }
    }
    return { ...setting, configures: [...found].sort() };
  });
}
