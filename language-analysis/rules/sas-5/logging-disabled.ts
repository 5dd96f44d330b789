import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry } from "../../graph/edits.ts";
import { matchesAction } from "../../iam/action.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { itemsOf, textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { serviceProvider } from "../settings/declared.ts";
import { isNoneOf, isOff, isOn, valueAt, valuesAt } from "../settings/read.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

/** Both are needed; the group is made once and often by the template itself. Source: Lambda Developer Guide, "Lambda execution role". */
const NEEDED = ["logs:CreateLogStream", "logs:PutLogEvents"] as const;
/** Managed policies that hold both. Source: AWS managed policy reference. */
const LOGGING_POLICIES =
  /\/(AdministratorAccess|PowerUserAccess|CloudWatchLogsFullAccess|CloudWatchFullAccess(V2)?|AWSLambda_FullAccess|AWSLambdaFullAccess|AWSLambdaExecute|AWSLambda\w*ExecutionRole|AWSLambdaInvocation-DynamoDB|AWSDeepRacer\w*|AWSLambdaENIManagementAccess_Logs|CloudWatchAgent\w*|CloudWatchLambdaInsights\w*|AWSLambdaMSKExecutionRole)$/;
/** Variables that set how much a function writes. */
const LEVEL_NAMES = /^((AWS_LAMBDA_|POWERTOOLS_)?LOG_?LEVEL|LOGLEVEL|LOGGING_LEVEL)$/i;
const SILENT = /^(silent|off|none|disabled|quiet)$/i;

const ROWS: readonly SettingRow[] = [
  {
    types: ["AWS::ApiGateway::Stage", "AWS::Serverless::Api"],
    path: "MethodSettings.*.LoggingLevel",
    accept: isNoneOf("OFF"),
    missing: "yes",
    severity: "low",
    says: "The stage {0} switches the log of its methods off.",
  },
  {
    types: ["AWS::CodeBuild::Project"],
    path: ["LogsConfig.CloudWatchLogs.Status", "LogsConfig.S3Logs.Status"],
    accept: isNoneOf("DISABLED"),
    severity: "low",
    says: "{0} keeps no log of its builds.",
    when: ({ settings }) => valueAt(settings, "LogsConfig") !== undefined,
  },
  {
    types: ["AWS::CloudTrail::Trail"],
    path: "IsLogging",
    accept: isOn,
    missing: "yes",
    severity: "high",
    says: "The trail {0} is switched off.",
    fix: { title: "Switch {0} on", path: "IsLogging", value: true },
  },
];

export const loggingDisabled = defineRule({
  id: "SAS-5/logging-disabled",
  title: "Function cannot write its log, or is told not to",
  severity: "medium",
  why: "The log of a function is the only place where its failures and its misuse show; without the permission to write it, Lambda drops every line silently.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  mitigation:
    "Attach AWSLambdaBasicExecutionRole, or allow logs:CreateLogStream and logs:PutLogEvents on the function's log group.",
  snippets: [
    {
      title: say("CloudFormation"),
      language: "yaml",
      text: `OrderRole:
  Type: AWS::IAM::Role
  Properties:
    ManagedPolicyArns:
      - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`,
    },
    {
      title: say("AWS SAM: roles that SAM makes have the permission"),
      language: "yaml",
      text: `OrderFunction:
  Type: AWS::Serverless::Function
  Properties:
    Policies:
      - DynamoDBReadPolicy:
          TableName: !Ref OrdersTable`,
    },
    {
      title: say("Serverless Framework: leave out disableLogs"),
      language: "yaml",
      text: `functions:
  order:
    handler: order.handler`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
    for (const node of graph.nodes("function")) {
      if (node.provider !== "aws" || node.undeclared || node.declaredElsewhere) continue;
      yield* switchedOff(graph, node);
      const hit = permissionHit(graph, node);
      if (hit) yield hit;
    }
  },
});

function* switchedOff(graph: AppGraph, node: MapNode): Iterable<Hit> {
  const provider = node.dialect === "serverless" ? serviceProvider(graph, node.group) : undefined;
  const off = valueAt(node.body, "disableLogs") ?? valueAt(provider?.settings, "disableLogs");
  if (off && isOn(off) === "yes" && isOff(off) === "no") {
    yield {
      on: node.id,
      at: off.at,
      key: "disableLogs",
      confidence: "high",
      message: say("The log of {0} is switched off.", node.name),
    };
  }
  const { environment } = node.properties;
  for (const { key, value } of environment?.kind === "map" ? environment.entries : []) {
    if (!LEVEL_NAMES.test(key) || !SILENT.test(textOf(value) ?? "")) continue;
    yield {
      on: node.id,
      at: value.at,
      key,
      confidence: value.assumed === undefined ? "high" : "medium",
      severity: "low",
      message: say("{0} is told to log nothing: {1} is {2}.", node.name, key, textOf(value) ?? ""),
    };
  }
}

/** A role that is declared, or known by nothing but its name. Roles made by the platform can log. */
function permissionHit(graph: AppGraph, node: MapNode): Hit | undefined {
  const roles = graph.rolesOf(node.id);
  const written = node.properties["role"];
  const [role] = roles;
  if (!role || role.declaredElsewhere) {
    if (!written || written.kind === "choice" || isPlatformRole(role)) return undefined;
    return {
      on: node.id,
      at: written.at,
      key: "role",
      confidence: "low",
      severity: "info",
      message: say("The role of {0} is kept elsewhere: whether it may write a log is not known.", node.name),
    };
  }
  if (role.dialect === "none" || roles.length > 1 || !isKnown(graph, role)) return undefined;
  const missing = NEEDED.filter((action) => !isAllowed(graph.statementsOf(role.id, "identity"), action));
  if (missing.length === 0) return undefined;
  return {
    on: node.id,
    at: node.nameAt,
    key: "permission",
    confidence: "high",
    message: say("{0} cannot write its log: its role {1} lacks {2}.", node.name, role.name, missing.join(" and ")),
    related: [{ at: role.nameAt, message: say("{0} is declared here.", role.name) }],
    fixes: fixesOf(role),
  };
}

function isPlatformRole(role: MapNode | undefined): boolean {
  return role?.dialect === "none" && !role.declaredElsewhere;
}

/** Managed policies whose content is not known may hold the permission. */
function isKnown(graph: AppGraph, role: MapNode): boolean {
  const own = graph.statementsOf(role.id, "identity").map(({ origin }) => origin);
  const names = own.flatMap((origin) =>
    origin.kind === "managed-policy" ? [`/${origin.name.split("/").at(-1) ?? ""}`] : [],
  );
  const listed = itemsOf(role.properties["managedPolicies"]).map(arnText);
  if ([...names, ...listed].some((arn) => arn !== undefined && LOGGING_POLICIES.test(arn))) return false;
  return listed.every((arn) => arn !== undefined);
}

/** The end of an ARN; undefined for what is no AWS managed policy, unless it is declared in the template. */
function arnText(value: Value): string | undefined {
  if (value.kind === "text")
    return value.value.includes(":aws:policy/")
      ? value.value
      : value.value.startsWith("arn:")
        ? undefined
        : value.value;
  if (value.kind === "reference") return value.to.by === "logical-id" ? "declared" : undefined;
  const end = value.kind === "join" ? value.parts.at(-1) : undefined;
  return textOf(end);
}

function isAllowed(statements: readonly OwnedStatement[], action: string): boolean {
  return statements.some(
    ({ effect, actions, notActions }) =>
      effect === "Allow" &&
      (actions.some((pattern) => (pattern.kind === "text" ? matchesAction(pattern.value, action) : true)) ||
        (notActions.length > 0 && !notActions.some((pattern) => matchesAction(textOf(pattern) ?? "", action)))),
  );
}

const BASIC_ROLE = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

function fixesOf(role: MapNode): Fix[] {
  if (!role.body || valuesAt(role.body, "ManagedPolicyArns")[0] !== undefined) return [];
  const edits = setEntry(role.body, ["ManagedPolicyArns"], [BASIC_ROLE]);
  return edits ? [{ title: say("Let {0} write logs", role.name), edits }] : [];
}
