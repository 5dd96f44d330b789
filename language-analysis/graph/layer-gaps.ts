// Layers from outside the workspace hold code that nobody reads here: extensions that fetch secrets and settings, agents, libraries.
import type { MapNode } from "../model/app-map.ts";
import { say } from "../model/message.ts";
import type { UsageGap } from "../model/usage.ts";
import { itemsOf } from "../model/value.ts";
import { patternTexts } from "./value-pattern.ts";

const FOREIGN = /^arn:[^:]*:lambda:[^:]*:[^:]*:layer:([^:]+)/;

/** Libraries whose calls are modelled, and agents that only send logs, metrics and traces. Source: the pages of each layer. */
const HARMLESS = /Powertools|LambdaInsights|otel|xray|LambdaAdapterLayer|AWSSDKPandas|^(?:nodejs|python)-?\d|aws-sdk/i;

export function layerGaps({ properties }: MapNode): readonly UsageGap[] {
  return itemsOf(properties["layers"]).flatMap((layer) =>
    patternTexts(layer).flatMap((text): UsageGap[] => {
      const name = FOREIGN.exec(text)?.[1];
      if (name === undefined || HARMLESS.test(name)) return [];
      return [{ what: "library", message: say("The layer {0} may call AWS by itself.", name), at: layer.at }];
    }),
  );
}
