import type { AppGraph } from "../../graph/app-graph.ts";
import { say } from "../../model/message.ts";
import { property, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { settingHits } from "../settings/table.ts";
import { TRANSPORT_ROWS } from "./transport-table.ts";
import { uncheckedCertificateHits } from "./unchecked-certificates.ts";

export const transportNotEncrypted = defineRule({
  id: "SAS-3/transport-not-encrypted",
  title: "Data may travel unencrypted",
  severity: "medium",
  why: "Serverless apps move data between many services; one hop without TLS, with a version of TLS that is broken, or with certificates that nobody checks, lets whoever is on the way read and change it.",
  source: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/protecting-data-in-transit.html",
  mitigation:
    "Accept TLS 1.2 and newer only, redirect HTTP to HTTPS, deny requests without TLS in bucket policies, and leave the check of certificates on.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM: bucket policy that denies requests without TLS"),
      language: "yaml",
      text: `UploadsPolicy:
  Type: AWS::S3::BucketPolicy
  Properties:
    Bucket: !Ref Uploads
    PolicyDocument:
      Statement:
        - Effect: Deny
          Principal: "*"
          Action: s3:*
          Resource: [!GetAtt Uploads.Arn, !Sub "\${Uploads.Arn}/*"]
          Condition:
            Bool:
              aws:SecureTransport: "false"`,
    },
    {
      title: say("CloudFormation: load balancer that redirects to HTTPS"),
      language: "yaml",
      text: `HttpListener:
  Type: AWS::ElasticLoadBalancingV2::Listener
  Properties:
    LoadBalancerArn: !Ref LoadBalancer
    Port: 80
    Protocol: HTTP
    DefaultActions:
      - Type: redirect
        RedirectConfig: { Protocol: HTTPS, Port: "443", StatusCode: HTTP_301 }`,
    },
    {
      title: say("Serverless Framework: custom domain with TLS 1.2"),
      language: "yaml",
      text: `custom:
  customDomain:
    domainName: api.example.com
    securityPolicy: tls_1_2`,
    },
  ],
  *check(context) {
    const { graph } = context;
    yield* settingHits(graph, TRANSPORT_ROWS);
    yield* policyHits(graph);
    yield* uncheckedCertificateHits(context);
  },
});

/** Buckets that have a policy which does not deny requests without TLS. */
function* policyHits(graph: AppGraph): Iterable<Hit> {
  const seen = new Set<string>();
  for (const policy of declaredOf(graph, "AWS::S3::BucketPolicy")) {
    const [bucket] = policy.configures;
    const node = bucket === undefined || seen.has(bucket) ? undefined : graph.node(bucket);
    if (!node) continue;
    seen.add(node.id);
    const statements = graph.statementsOf(node.id, "resource");
    if (statements.length === 0 || statements.some(({ conditions }) => asksForTls(conditions))) continue;
    yield {
      on: node.id,
      at: policy.nameAt,
      key: `${policy.logicalId} SecureTransport`,
      confidence: "high",
      severity: "info",
      message: say("The policy of {0} does not deny requests without TLS.", node.name),
      related: [{ at: node.nameAt, message: say("{0} is declared here.", node.name) }],
    };
  }
}

/** A condition on `aws:SecureTransport` or the TLS version, in a denial or as what an allowance needs. */
function asksForTls(conditions: Value | undefined): boolean {
  if (conditions?.kind !== "map") return conditions !== undefined && conditions.kind !== "null";
  return conditions.entries.some(({ value }) =>
    value.kind === "map"
      ? value.entries.some(({ key }) => /^(aws:securetransport|s3:tlsversion)$/i.test(key))
      : property(conditions, "Bool") !== undefined,
  );
}
