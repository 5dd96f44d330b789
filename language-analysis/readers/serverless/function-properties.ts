// What holds for a function: its own settings over those of the provider.
// Source: Serverless Framework documentation, "Serverless.yml reference", "AWS Lambda Functions".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { imageProperties } from "../container-images.ts";
import { mapOf, textValue } from "../make-values.ts";
import { withDefaults } from "../merge-values.ts";
import { dig, firstOf, isTrue, mapsOf, word } from "../walk-values.ts";
import { cloudOfService } from "./cloud.ts";
import { defaultName } from "./names.ts";
import type { Service } from "./service.ts";

/** Normalised name: setting of the function, else of the provider. */
const OWN_OR_SHARED: Readonly<Record<string, readonly string[]>> = {
  runtime: ["runtime"],
  timeoutSeconds: ["timeout"],
  memoryMegabytes: ["memorySize"],
  layers: ["layers"],
  logRetentionDays: ["logRetentionInDays"],
  architectures: ["architecture"],
  environmentKey: ["kmsKeyArn", "awsKmsKeyArn"],
};

/** Normalised name: setting of the function alone, the first that is set. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  reservedConcurrency: ["reservedConcurrency"],
  provisionedConcurrency: ["provisionedConcurrency.executions", "provisionedConcurrency"],
  ephemeralStorageMegabytes: ["ephemeralStorageSize"],
  maximumRetryAttempts: ["maximumRetryAttempts"],
  maximumEventAgeSeconds: ["maximumEventAge"],
  onFailure: ["destinations.onFailure.arn", "destinations.onFailure"],
  onSuccess: ["destinations.onSuccess.arn", "destinations.onSuccess"],
  deadLetter: ["onError", "deadLetter.targetArn"],
  logsDisabled: ["disableLogs"],
  fileSystem: ["fileSystemConfig"],
  snapStart: ["snapStart"],
  description: ["description"],
};

export function functionProperties(
  service: Service,
  key: string,
  value: Value,
  nameAt: SourceRange,
): Record<string, Value> {
  const { provider } = service;
  const image = imageOf(service, value);
  const isAws = cloudOfService(provider) === "aws";
  const found: Record<string, Value | undefined> = {
    // Cloudflare's name for it is `script`.
    handler: applicationBehind(service, dig(value, "handler")) ?? (isAws ? undefined : dig(value, "script")),
    codeUri: textValue(".", nameAt),
    imageUri: image && (firstOf(image, "uri", "path", "name") ?? image),
    packageType: image && textValue("Image", image.at),
    environment: withDefaults(dig(provider, "environment"), dig(value, "environment")),
    role: dig(value, "role") ?? dig(provider, "role"),
    tracing: tracingOf(dig(value, "tracing") ?? dig(provider, "tracing.lambda")),
    vpc: vpcOf(value, provider),
    logging: dig(value, "logs") ?? dig(provider, "logs.lambda"),
    physicalName: dig(value, "name") ?? defaultName(service, key, nameAt),
    buildMethod: bundlerOf(service, nameAt),
    package: withDefaults(service.section("package"), dig(value, "package")),
  };
  for (const [name, paths] of Object.entries(OWN_OR_SHARED)) {
    found[name] = firstOf(value, ...paths) ?? firstOf(provider, ...paths);
  }
  for (const [name, paths] of Object.entries(OWN)) found[name] = firstOf(value, ...paths);
  // The base of an image decides what runs it.
  if (image) delete found["runtime"];
  if (image && !found["handler"]) {
    const { builder, context } = service;
    const command = dig(value, "image.command");
    const build = { file: builder.file, context: dig(image, "path"), dockerfile: dig(image, "file"), command };
    if (build.context ?? command) Object.assign(found, imageProperties(build, context.companions));
  }
  const properties: Record<string, Value> = {};
  for (const [name, property] of Object.entries(found)) if (property) properties[name] = property;
  return properties;
}

/** Plugins that put only what is imported into the package, by the part of their name that says so. */
const BUNDLER = /^serverless-(?:plugin-)?(webpack|esbuild|bundle|rollup|vite)(?:-|$)/;

function bundlerOf({ plugins, section }: Service, at: SourceRange): Value | undefined {
  if (section("build.esbuild")) return textValue("esbuild", at);
  for (const plugin of [...plugins].sort()) {
    const bundler = BUNDLER.exec(plugin)?.[1];
    if (bundler !== undefined) return textValue(bundler, at);
  }
  return undefined;
}

/** An image by its address, or by its key among those of the provider. */
function imageOf({ provider }: Service, value: Value): Value | undefined {
  const image = dig(value, "image");
  const name = word(image) ?? word(dig(image, "name"));
  const known = name === undefined ? undefined : dig(provider, "ecr.images");
  return (known && name !== undefined && !name.includes(".") ? dig(known, name) : undefined) ?? image;
}

/** Handlers that a plugin brings along: they run the application that it is configured with. */
const BROUGHT_HANDLER = /^(?:wsgi_handler|wsgi|serverless_wsgi)\.handler$/;

/** Plugin serverless-wsgi: `custom.wsgi.app` names the application, `api.app` or `folder/api.app`. */
function applicationBehind(service: Service, handler: Value | undefined): Value | undefined {
  const name = word(handler);
  const application = name !== undefined && BROUGHT_HANDLER.test(name) ? service.section("custom.wsgi.app") : undefined;
  if (application?.kind !== "text") return handler;
  const dot = application.value.lastIndexOf(".");
  const file = application.value.slice(0, Math.max(dot, 0)).replaceAll(".", "/");
  return dot <= 0 ? handler : { ...application, value: file + application.value.slice(dot) };
}

function tracingOf(tracing: Value | undefined): Value | undefined {
  if (word(tracing) !== "true" && word(tracing) !== "false") return tracing;
  return tracing && textValue(isTrue(tracing) ? "Active" : "PassThrough", tracing.at);
}

/** `vpc: ~` on a function takes it out of the provider's network. */
function vpcOf(value: Value, provider: Value | undefined): Value | undefined {
  const own = mapsOf(value).flatMap(({ entries }) => entries.find(({ key }) => key === "vpc")?.value ?? [])[0];
  const vpc = own ?? dig(provider, "vpc");
  if (vpc?.kind !== "map") return undefined;
  return mapOf({ subnets: dig(vpc, "subnetIds"), securityGroups: dig(vpc, "securityGroupIds") }, vpc.at);
}
