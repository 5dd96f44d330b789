// Parts of a route's path whose form the path itself says: `<int:id>`, `{id:int}`, `<code:re:[a-z]+>`, `:id(\\d+)`. Sources: Flask, "Variable Rules"; Django,
// "Path converters"; Starlette, "Path Parameters"; Bottle, "Dynamic Routes"; Express and Hono, "Routing".
import { provesHarmless } from "./regex.ts";

const CONVERTED = /<(?:int|float|uuid|slug):(\w+)>|<(\w+):(?:int|float)>|\{(\w+):(?:int|float|uuid)\}/g;
const PATTERNED = /<(\w+):re:([^>]+)>|:(\w+)\(([^()]+)\)|:(\w+)\{([^{}]+(?:\{[\d,]+\})?)\}/g;

/** Names of the parts that are numbers or identifiers, or match a pattern that lets harmless texts through only. */
export function typedParts(path: string): readonly string[] {
  const converted = [...path.matchAll(CONVERTED)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  const patterned = [...path.matchAll(PATTERNED)].flatMap(([, a, b = "", c, d = "", e, f = ""]) =>
    provesHarmless(b || d || f, "", "both") === "all" ? [a ?? c ?? e ?? ""] : [],
  );
  return [...converted, ...patterned];
}
