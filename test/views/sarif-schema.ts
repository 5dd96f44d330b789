// The part of SARIF 2.1.0 that we write, as a schema of our own: every object lists all properties that the standard allows there.
// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01", chapter 3.
import { Ajv } from "ajv";

type Schema = Readonly<Record<string, unknown>>;

const text = { type: "string" } as const;
const oneBased = { type: "integer", minimum: 1 } as const;
const index = { type: "integer", minimum: -1 } as const;
const uri = { type: "string", pattern: "^[^\\s\\\\]*$" } as const;
const list = (items: Schema, minItems = 0): Schema => ({ type: "array", minItems, items });
const object = (required: readonly string[], properties: Schema, alsoAllowed: readonly string[] = []): Schema => ({
  type: "object",
  required,
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(alsoAllowed.map((name) => [name, {}])),
    properties: { type: "object" },
    ...properties,
  },
});
const words = (...values: string[]): Schema => ({ enum: values });
const level = words("none", "note", "warning", "error");

const message = {
  ...object([], { text, markdown: text, id: text, arguments: list(text) }),
  anyOf: [{ required: ["text"] }, { required: ["id"] }],
};
const multiformat = object(["text"], { text, markdown: text });
const artifactLocation = object([], { uri, uriBaseId: text, index, description: message });
const region = object([], { startLine: oneBased, startColumn: oneBased, endLine: oneBased, endColumn: oneBased }, [
  "charOffset",
  "charLength",
  "byteOffset",
  "byteLength",
  "snippet",
  "message",
  "sourceLanguage",
]);
const physicalLocation = {
  ...object([], { artifactLocation, region, contextRegion: region }, ["address"]),
  anyOf: [{ required: ["address"] }, { required: ["artifactLocation"] }],
};
const location = object([], { id: { type: "integer", minimum: -1 }, physicalLocation, message }, [
  ...["logicalLocations", "annotations", "relationships"],
]);
const threadFlowLocation = object(
  [],
  { location, executionOrder: index, importance: words("important", "essential", "unimportant") },
  [
    "index",
    "stack",
    "kinds",
    "taxa",
    "module",
    "state",
    "nestingLevel",
    "executionTimeUtc",
    "webRequest",
    "webResponse",
  ],
);
const threadFlow = object(["locations"], { locations: list(threadFlowLocation, 1), id: text, message }, [
  ...["initialState", "immutableState"],
]);
const codeFlow = object(["threadFlows"], { threadFlows: list(threadFlow, 1), message });
const replacement = object(["deletedRegion"], {
  deletedRegion: region,
  insertedContent: object([], { text }, ["binary"]),
});
const artifactChange = object(["artifactLocation", "replacements"], {
  artifactLocation,
  replacements: list(replacement, 1),
});
const fix = object(["artifactChanges"], { description: message, artifactChanges: list(artifactChange, 1) });
const suppression = object(
  ["kind"],
  { kind: words("inSource", "external"), status: words("accepted", "underReview", "rejected"), justification: text },
  ["guid", "location"],
);
const result = object(
  ["message"],
  {
    ruleId: text,
    ruleIndex: index,
    level,
    rank: { type: "number", minimum: -1, maximum: 100 },
    kind: words("notApplicable", "pass", "fail", "review", "open", "informational"),
    message,
    locations: list(location),
    relatedLocations: { ...list(location), uniqueItems: true },
    partialFingerprints: { type: "object", additionalProperties: text },
    codeFlows: list(codeFlow),
    fixes: { ...list(fix), uniqueItems: true },
    baselineState: words("new", "unchanged", "updated", "absent"),
    suppressions: { ...list(suppression), uniqueItems: true },
  },
  ["rule", "analysisTarget", "guid", "correlationGuid", "occurrenceCount", "fingerprints", "stacks", "graphs", "taxa"],
);
const reportingDescriptor = object(
  ["id"],
  {
    id: text,
    name: text,
    shortDescription: multiformat,
    fullDescription: multiformat,
    help: multiformat,
    helpUri: { ...uri, pattern: "^https://" },
    defaultConfiguration: object([], { level, enabled: { type: "boolean" }, rank: { type: "number" } }),
  },
  ["deprecatedIds", "guid", "deprecatedGuids", "deprecatedNames", "messageStrings", "relationships"],
);
const driver = object(
  ["name"],
  {
    name: text,
    version: text,
    semanticVersion: text,
    informationUri: uri,
    rules: { ...list(reportingDescriptor), uniqueItems: true },
  },
  ["fullName", "organization", "product", "guid", "language", "downloadUri", "notifications", "taxa"],
);
const notification = object(
  ["message"],
  { message, level, locations: list(location), descriptor: object([], { id: text, index }, ["guid", "toolComponent"]) },
  ["associatedRule", "exception", "threadId", "timeUtc"],
);
const invocation = object(
  ["executionSuccessful"],
  { executionSuccessful: { type: "boolean" }, toolExecutionNotifications: list(notification) },
  [
    "commandLine",
    "arguments",
    "exitCode",
    "toolConfigurationNotifications",
    "workingDirectory",
    "startTimeUtc",
    "endTimeUtc",
  ],
);
const run = object(
  ["tool"],
  {
    tool: object(["driver"], { driver }, ["extensions"]),
    columnKind: words("utf16CodeUnits", "unicodeCodePoints"),
    originalUriBaseIds: { type: "object", additionalProperties: artifactLocation },
    invocations: list(invocation),
    results: list(result),
  },
  [
    "artifacts",
    "automationDetails",
    "conversion",
    "language",
    "taxonomies",
    "versionControlProvenance",
    "redactionTokens",
  ],
);
const log = object(["version", "runs"], { $schema: uri, version: words("2.1.0"), runs: list(run) });

const validate = new Ajv({ allErrors: true, strict: false }).compile(log);

/** What is wrong with a SARIF log; empty when it is valid. */
export function sarifErrors(data: unknown): string[] {
  if (validate(data)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message: text, params }) => `${instancePath} ${text} ${JSON.stringify(params)}`,
  );
}
