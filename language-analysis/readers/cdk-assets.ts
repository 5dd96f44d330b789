// What CDK writes beside a resource of a template that it makes: where the files lie that stand behind one of its properties.
// Source: AWS CDK Developer Guide, "Assets and the AWS CDK", asset metadata.
import type { Value } from "../model/value.ts";
import type { Resource } from "./resource.ts";
import { dig, word } from "./walk-values.ts";

/** The path of the files behind `property` (`Code`, `Code.ImageUri`, `TemplateURL`). */
export function cdkAsset({ declaration }: Pick<Resource, "declaration">, property: string): Value | undefined {
  const isOfIt = word(dig(declaration, "Metadata.aws:asset:property")) === property;
  return isOfIt ? dig(declaration, "Metadata.aws:asset:path") : undefined;
}
