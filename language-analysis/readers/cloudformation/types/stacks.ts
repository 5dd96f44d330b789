// Nested stacks whose template is a local file, as it is before packaging. The linker follows their parameters and outputs.
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
    const path = word(dig(properties, location)) ?? word(cdkAsset(resource, location));
    // A path that is right only from the folder that a build writes into: the linker looks for a template with this ending.
    const template = path === undefined ? undefined : (joinPath(folderOf(builder.file), path) ?? withoutClimb(path));
    if (template === undefined || template === "" || template === builder.file) return;
    const [parameters] = mapsOf(dig(properties, "Parameters"));
    builder.addStack({ logicalId, template, ...(parameters && { parameters }) });
  };
}
