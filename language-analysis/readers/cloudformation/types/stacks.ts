// Nested stacks whose template is a local file, as it is before packaging, or has the name of one. The linker follows their parameters and outputs.
import type { NestedStack } from "../../../model/fragment.ts";
import type { JoinValue, Value } from "../../../model/value.ts";
import { cdkAsset } from "../../cdk-assets.ts";
import { folderOf, joinPath, withoutClimb } from "../../paths.ts";
import type { PropertySource, Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { dig, mapsOf, word } from "../../walk-values.ts";

export const STACK_TYPES: ResourceTable = {
  "AWS::CloudFormation::Stack": { wire: nested("TemplateURL") },
  "AWS::Serverless::Application": { wire: nested("Location") },
};

function nested(location: PropertySource & string): (resource: Resource, context: TemplateContext) => void {
  return (resource, { builder }) => {
    const { logicalId, properties } = resource;
    const place = dig(properties, location);
    const [parameters] = mapsOf(dig(properties, "Parameters"));
    const add = (stack: Pick<NestedStack, "template" | "isUploaded">): void =>
      builder.addStack({ logicalId, ...stack, ...(parameters && { parameters }) });
    const uploaded = uploadedName(place);
    if (uploaded !== undefined) return add({ template: uploaded, isUploaded: true });
    const path = word(place) ?? word(cdkAsset(resource, location));
    // A path that is right only from the folder that a build writes into: the linker looks for a template with this ending.
    const template = path === undefined ? undefined : (joinPath(folderOf(builder.file), path) ?? withoutClimb(path));
    if (template !== undefined && template !== "" && template !== builder.file) add({ template });
  };
}

/** `api.yaml` of `https://${Bucket}.s3.amazonaws.com/release/api.yaml`. */
function uploadedName(place: Value | undefined): string | undefined {
  const text = place?.kind === "join" ? textAtEnd(place) : word(place);
  if (text === undefined || (place?.kind !== "join" && !/^https?:/i.test(text))) return undefined;
  return /(?:^|\/)([\w.-]+\.(?:ya?ml|json|template))$/i.exec(text)?.[1];
}

function textAtEnd({ parts }: JoinValue): string | undefined {
  const last = parts.at(-1);
  return last?.kind === "text" ? last.value : undefined;
}
