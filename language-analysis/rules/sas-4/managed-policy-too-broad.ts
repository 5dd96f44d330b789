import type { Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { granteesOfText, relatedUsers, weighGrantees } from "./grantees.ts";
import { replacementFixes, whyNotNarrowed } from "./narrowing-fixes.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";

/** Managed policies that reach over a whole account or whole services. Source: AWS Managed Policy Reference Guide. */
const WHOLE_ACCOUNT = new Set([
  "AdministratorAccess",
  "AdministratorAccess-AWSElasticBeanstalk",
  "AdministratorAccess-Amplify",
  "DatabaseAdministrator",
  "IAMFullAccess",
  "NetworkAdministrator",
  "PowerUserAccess",
  "SystemAdministrator",
]);
/** Reads whatever the account holds. */
const WHOLE_ACCOUNT_READING = new Set(["ReadOnlyAccess", "DataScientist"]);
const WHOLE_SERVICE =
  /Full_?Access(?:_?v\d+|WithoutMFA)?$|PowerUser$|Administrator$|^(?:AWSLambdaRole|AWSLambdaExecute|AmazonEC2RoleforSSM|SecretsManagerReadWrite|AWSLambdaInvocation-DynamoDB|AmazonElasticMapReduceforEC2Role|AmazonEC2RoleforDataPipelineRole)$/i;
/** Policies with which a function reads data at large, changes code or takes over identities, whoever starts it. */
const FAR_REACHING =
  /^AWSLambda_?Full|IAM|Cognito|Secrets|KeyManagement|KMS|StepFunctions|CodeCommit|CodeBuild|CodePipeline|EC2|S3Full|DynamoDBFull|RDS|Redshift|SSM|Organizations|CloudFormation|Athena|Glue|^PowerUser|ReadOnlyAccess$/;
const TELEMETRY = /^(CloudWatch|AWSXray)/;

export const managedPolicyTooBroad = defineRule({
  id: "SAS-4/managed-policy-too-broad",
  title: "Managed policy grants a whole service",
  severity: "high",
  why: "A managed policy knows nothing of this app: it grants every action on every resource of a service, and grows without notice.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  mitigation: "Replace the managed policy by a statement with the actions and resources that the function uses.",
  snippets: SNIPPETS,
  *check({ graph }) {
    const seen = new Set<string>();
    for (const statement of graph.map.statements) {
      const { origin, owner, at } = statement;
      if (origin.kind !== "managed-policy" || statement.effect !== "Allow" || statement.policy !== "identity") continue;
      const severity = severityOf(origin.name);
      const grantees = severity ? granteesOfText(graph, statement) : undefined;
      const place = `${owner}|${origin.name}|${at.file}:${at.start.line}:${at.start.character}`;
      if (!severity || !grantees || seen.has(place)) continue;
      seen.add(place);
      const isOpen = grantees.functions.some((user) => exposureOf(graph, user).reach === "internet");
      const isLesser = severity === "high" && !isOpen && !FAR_REACHING.test(origin.name);
      const weighed = weighGrantees(graph, isLesser ? "medium" : severity, grantees);
      const { users, name } = grantees;
      const fixes = replacementFixes(graph, statement);
      yield {
        on: owner,
        at,
        key: origin.name,
        confidence: "high",
        severity: weighed.severity,
        message:
          users.length < 2
            ? say("{0} gets the managed policy {1}, which reaches far beyond this app.", name, origin.name)
            : say(
                "{0} functions get the managed policy {1}, which reaches far beyond this app.",
                users.length,
                origin.name,
              ),
        reasons: [
          WHOLE_ACCOUNT.has(origin.name) || WHOLE_ACCOUNT_READING.has(origin.name)
            ? say("{0} holds for the whole account.", origin.name)
            : say("{0} holds for every resource of its service.", origin.name),
          ...(isLesser && grantees.users.length > 0
            ? [
                say(
                  "Nobody on the internet starts {0} without signing in, and no data store or role is in reach.",
                  name,
                ),
              ]
            : []),
          ...weighed.reasons,
          ...(fixes.length === 0 ? whyNotNarrowed(graph, statement) : []),
        ],
        related: relatedUsers(grantees),
        fixes,
      };
    }
  },
});

function severityOf(policy: string): Severity | undefined {
  if (WHOLE_ACCOUNT.has(policy)) return "critical";
  if (WHOLE_ACCOUNT_READING.has(policy)) return "high";
  if (!WHOLE_SERVICE.test(policy)) return undefined;
  return TELEMETRY.test(policy) ? "low" : "high";
}
