// Where clients may speak without TLS, or with a TLS that is broken. Sources: the CloudFormation reference of each type; TLS before
// 1.2 is deprecated by RFC 8996 (2021-03).
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import type { Declared } from "../settings/declared.ts";
import { isNoneOf, isOff, isOn, isOneOf, passes, valueAt, valuesAt, type Accept } from "../settings/read.ts";
import type { SettingRow } from "../settings/table.ts";

const text = (declared: Declared, path: string): string => textOf(valueAt(declared.settings, path)) ?? "";
const has = (declared: Declared, path: string): boolean => valueAt(declared.settings, path) !== undefined;

/** Load balancer policies and CloudFront versions that still offer TLS 1.0 or 1.1. */
const OLD_TLS =
  /TLS-?1-?[01]-|TLSv1(\.[01])?_|TLS_1_[01]|^TLSv1$|^SSLv3$|^ELBSecurityPolicy-(2015-05|2016-08|FS-2018-06)$|ELBSecurityPolicy-TLS13-1-[01]-/i;

const isNewTls: Accept = passes((name) => !OLD_TLS.test(name));
/** A URL that is put together counts by its literal start; one that is a parameter is taken to be HTTPS. */
const isHttps: Accept = (value) => {
  const text = textOf(value.kind === "join" ? value.parts[0] : value);
  return text !== undefined && PLAIN_HTTP.test(text) && !LOCAL.test(text) ? "no" : "yes";
};
const PLAIN_HTTP = /^http:\/\//i;
const LOCAL = /^http:\/\/(localhost|127\.|\[::1\])/i;

const redirects = (declared: Declared, path: string): boolean =>
  valuesAt(declared.settings, path).some(
    (value) => textOf(value)?.toLowerCase() === "redirect" || value?.kind === "reference",
  );

const ON = (
  types: string | readonly string[],
  path: string,
  says: string,
  more: Partial<SettingRow> = {},
): SettingRow => ({
  types: typeof types === "string" ? [types] : types,
  path,
  accept: isOn,
  severity: "medium",
  says,
  fix: { title: "Use TLS for {0}", path, value: true },
  ...more,
});

export const TRANSPORT_ROWS: readonly SettingRow[] = [
  {
    types: ["AWS::ElasticLoadBalancingV2::Listener"],
    path: "Protocol",
    accept: isOneOf("HTTPS", "TLS", "TCP", "UDP", "TCP_UDP", "GENEVE", "QUIC"),
    missing: "yes",
    severity: "medium",
    says: "The listener {0} takes requests over HTTP.",
    when: (declared) => !redirects(declared, "DefaultActions.*.Type"),
    // Behind a VPC link or between services, nobody on the internet listens.
    weigh: ({ node, configures }, graph, severity) => {
      const balancers = configures.flatMap((id) => graph.node(id) ?? []);
      const isInternal = [...(node ? [node] : []), ...balancers].some(
        ({ body }) => textOf(valueAt(body, "Scheme")) === "internal",
      );
      return isInternal
        ? { severity: "low", reasons: [say("The load balancer is internal.")] }
        : { severity, reasons: [] };
    },
  },
  {
    types: ["AWS::ElasticLoadBalancingV2::Listener"],
    path: "SslPolicy",
    accept: isNewTls,
    severity: "medium",
    missingSeverity: "low",
    says: "The listener {0} accepts TLS older than 1.2.",
    when: (declared) => ["HTTPS", "TLS"].includes(text(declared, "Protocol").toUpperCase()),
    fix: {
      title: "Let {0} take TLS 1.2 and newer only",
      path: "SslPolicy",
      value: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    },
  },
  {
    types: ["AWS::ElasticLoadBalancing::LoadBalancer"],
    path: "Listeners.*.Protocol",
    accept: isOneOf("HTTPS", "SSL"),
    severity: "medium",
    says: "The load balancer {0} takes requests without TLS.",
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
    accept: isOneOf("redirect-to-https", "https-only"),
    severity: "medium",
    says: "{0} answers over HTTP as well.",
    fix: {
      title: "Redirect {0} to HTTPS",
      path: "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
      value: "redirect-to-https",
    },
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.CacheBehaviors.*.ViewerProtocolPolicy",
    accept: isOneOf("redirect-to-https", "https-only"),
    missing: "yes",
    severity: "medium",
    says: "{0} answers over HTTP as well for one of its paths.",
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
    accept: isNewTls,
    severity: "low",
    says: "{0} accepts TLS older than 1.2.",
    when: (declared) =>
      ["AcmCertificateArn", "IamCertificateId"].some((key) =>
        has(declared, `DistributionConfig.ViewerCertificate.${key}`),
      ),
    fix: {
      title: "Let {0} take TLS 1.2 and newer only",
      path: "DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
      value: "TLSv1.2_2021",
    },
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate",
    accept: isOff,
    severity: "info",
    says: "{0} uses CloudFront's own certificate, with which it accepts TLS 1.0.",
    when: (declared) =>
      !["AcmCertificateArn", "IamCertificateId"].some((key) =>
        has(declared, `DistributionConfig.ViewerCertificate.${key}`),
      ),
  },
  {
    types: ["AWS::SES::ConfigurationSet"],
    path: "DeliveryOptions.TlsPolicy",
    accept: isOneOf("REQUIRE"),
    severity: "info",
    says: "Mails of {0} are sent without TLS to servers that do not offer it.",
    fix: { title: "Send mails of {0} over TLS only", path: "DeliveryOptions.TlsPolicy", value: "REQUIRE" },
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.Origins.*.CustomOriginConfig.OriginProtocolPolicy",
    accept: isNoneOf("http-only"),
    missing: "yes",
    severity: "low",
    says: "{0} fetches from one of its origins over HTTP.",
    when: (declared) => !originsAreWebsites(declared),
  },
  {
    types: ["AWS::CloudFront::Distribution"],
    path: "DistributionConfig.Origins.*.CustomOriginConfig.OriginSSLProtocols.*",
    accept: isNewTls,
    missing: "yes",
    severity: "low",
    says: "{0} speaks TLS older than 1.2, or SSL, with one of its origins.",
  },
  {
    types: ["AWS::ApiGateway::DomainName", "AWS::Serverless::Api"],
    path: ["SecurityPolicy", "Domain.SecurityPolicy"],
    accept: isNewTls,
    severity: "medium",
    missingSeverity: "low",
    says: "The domain of {0} accepts TLS 1.0.",
    when: (declared) => declared.type === "AWS::ApiGateway::DomainName" || has(declared, "Domain"),
    fix: { title: "Let {0} take TLS 1.2 and newer only", path: "SecurityPolicy", value: "TLS_1_2" },
  },
  ...(
    [
      ["AWS::ApiGatewayV2::DomainName", "DomainNameConfigurations.*.SecurityPolicy"],
      ["AWS::Serverless::HttpApi", "Domain.SecurityPolicy"],
    ] as const
  ).map(([type, path]): SettingRow => ({
    types: [type],
    path,
    accept: isNewTls,
    missing: "yes",
    severity: "medium",
    says: "The domain of {0} accepts TLS 1.0.",
  })),
  ...(
    [
      ["AWS::Serverless::Api", "DefinitionBody.schemes.*"],
      ["AWS::ApiGateway::RestApi", "Body.schemes.*"],
    ] as const
  ).map(([type, path]): SettingRow => ({
    types: [type],
    path,
    accept: isNoneOf("http", "ws"),
    missing: "yes",
    severity: "low",
    says: "The definition of {0} offers HTTP without TLS.",
  })),
  ON(
    ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
    "DomainEndpointOptions.EnforceHTTPS",
    "{0} takes requests over HTTP.",
  ),
  ON(
    ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
    "NodeToNodeEncryptionOptions.Enabled",
    "The nodes of {0} talk to each other unencrypted.",
    { severity: "low" },
  ),
  {
    types: ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
    path: "DomainEndpointOptions.TLSSecurityPolicy",
    accept: passes((policy) => !/TLS-1-0/i.test(policy)),
    missing: "yes",
    severity: "low",
    says: "{0} accepts TLS older than 1.2.",
    fix: {
      title: "Let {0} take TLS 1.2 and newer only",
      path: "DomainEndpointOptions.TLSSecurityPolicy",
      value: "Policy-Min-TLS-1-2-2019-07",
    },
  },
  ON("AWS::ElastiCache::ReplicationGroup", "TransitEncryptionEnabled", "Clients of {0} talk to it unencrypted."),
  ON("AWS::ElastiCache::CacheCluster", "TransitEncryptionEnabled", "Clients of {0} talk to it unencrypted.", {
    when: (declared) => text(declared, "Engine") === "memcached",
    severity: "low",
  }),
  ON("AWS::MemoryDB::Cluster", "TLSEnabled", "Clients of {0} talk to it unencrypted.", { missing: "yes" }),
  ON("AWS::AppSync::ApiCache", "TransitEncryptionEnabled", "AppSync talks to the cache {0} unencrypted.", {
    severity: "low",
  }),
  ON("AWS::RDS::DBProxy", "RequireTLS", "The proxy {0} takes connections without TLS."),
  {
    types: ["AWS::DAX::Cluster"],
    path: "ClusterEndpointEncryptionType",
    accept: isOneOf("TLS"),
    severity: "low",
    says: "Clients of {0} talk to it unencrypted.",
    fix: { title: "Use TLS for {0}", path: "ClusterEndpointEncryptionType", value: "TLS" },
  },
  {
    types: ["AWS::MSK::Cluster"],
    path: "EncryptionInfo.EncryptionInTransit.ClientBroker",
    accept: isOneOf("TLS"),
    missing: "yes",
    severity: "medium",
    says: "Clients of {0} may talk to it unencrypted.",
    fix: { title: "Use TLS for {0}", path: "EncryptionInfo.EncryptionInTransit.ClientBroker", value: "TLS" },
  },
  {
    types: ["AWS::MSK::Cluster"],
    path: "EncryptionInfo.EncryptionInTransit.InCluster",
    accept: isOn,
    missing: "yes",
    severity: "medium",
    says: "The brokers of {0} talk to each other unencrypted.",
    fix: { title: "Use TLS for {0}", path: "EncryptionInfo.EncryptionInTransit.InCluster", value: true },
  },
  {
    types: ["AWS::DocDB::DBClusterParameterGroup"],
    path: "Parameters.tls",
    accept: isNoneOf("disabled"),
    missing: "yes",
    severity: "medium",
    says: "{0} lets clients connect to the cluster without TLS.",
    fix: { title: "Require TLS", path: "Parameters.tls", value: "enabled" },
  },
  {
    types: ["AWS::Redshift::ClusterParameterGroup"],
    path: "Parameters",
    accept: (value) => (parameterIs(value, "require_ssl", isOn) ? "yes" : "no"),
    severity: "medium",
    says: "{0} lets clients connect to the cluster without TLS.",
  },
  {
    types: ["AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"],
    path: ["Parameters"],
    accept: (value) =>
      ["rds.force_ssl", "require_secure_transport"].some((name) => parameterIs(value, name, isOff)) ? "no" : "yes",
    missing: "yes",
    severity: "medium",
    says: "{0} lets clients connect to the database without TLS.",
  },
  {
    types: ["AWS::ECS::TaskDefinition"],
    path: "Volumes.*.EFSVolumeConfiguration.TransitEncryption",
    accept: isOneOf("ENABLED"),
    severity: "medium",
    says: "{0} mounts a file system unencrypted.",
    when: (declared) => has(declared, "Volumes.*.EFSVolumeConfiguration"),
  },
  {
    types: ["AWS::SNS::Subscription"],
    path: "Protocol",
    accept: isNoneOf("http"),
    missing: "yes",
    severity: "medium",
    says: "The subscription {0} delivers messages over HTTP.",
  },
  {
    types: ["AWS::Events::ApiDestination"],
    path: "InvocationEndpoint",
    accept: isHttps,
    missing: "yes",
    severity: "medium",
    says: "{0} sends events over HTTP.",
  },
  {
    types: ["AWS::ApiGateway::Method"],
    path: "Integration.Uri",
    accept: isHttps,
    missing: "yes",
    severity: "low",
    says: "{0} is passed on over HTTP.",
  },
  {
    types: ["AWS::ApiGatewayV2::Integration"],
    path: "IntegrationUri",
    accept: isHttps,
    missing: "yes",
    severity: "low",
    says: "{0} passes requests on over HTTP.",
  },
  {
    types: ["AWS::Cognito::UserPoolClient"],
    path: "CallbackURLs.*",
    accept: isHttps,
    missing: "yes",
    severity: "medium",
    says: "{0} sends people back with their tokens over HTTP.",
  },
  {
    types: ["AWS::Transfer::Server"],
    path: "Protocols.*",
    accept: isNoneOf("FTP"),
    missing: "yes",
    severity: "medium",
    says: "{0} lets files be moved over plain FTP.",
  },
  {
    types: ["AWS::Transfer::Server"],
    path: "SecurityPolicyName",
    accept: isNoneOf("TransferSecurityPolicy-2018-11"),
    severity: "info",
    says: "{0} accepts the ciphers of 2018, of which some are weak.",
    fix: {
      title: "Let {0} take strong ciphers only",
      path: "SecurityPolicyName",
      value: "TransferSecurityPolicy-2024-01",
    },
  },
];

/** Parameters as a map, or as a list of `ParameterName` and `ParameterValue`. */
function parameterIs(value: Value, name: string, accept: Accept): boolean {
  const entries =
    value.kind === "map"
      ? value.entries.filter(({ key }) => key === name).map((entry) => entry.value)
      : valuesAt(value, "*").flatMap((item) =>
          textOf(valueAt(item, "ParameterName")) === name ? (valueAt(item, "ParameterValue") ?? []) : [],
        );
  return entries.some((entry) => accept(entry) === "yes");
}

/** Websites of buckets speak HTTP only. */
function originsAreWebsites(declared: Declared): boolean {
  return valuesAt(declared.settings, "DistributionConfig.Origins.*.DomainName").some((value) =>
    JSON.stringify(value ?? "").match(/s3-website|WebsiteURL/),
  );
}
