// Load balancers and CloudFront in front of functions.
import type { Value } from "../../../model/value.ts";
import { addEndpoint, authenticationValue } from "../../endpoints.ts";
import { PUBLIC } from "../../fragment-builder.ts";
import { textValue } from "../../make-values.ts";
import type { Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { resourceIn } from "../../resource.ts";
import { dig, elements, firstOf, logicalIdsIn, pattern, word } from "../../walk-values.ts";

export const EDGE_TYPES: ResourceTable = {
  "AWS::ElasticLoadBalancingV2::LoadBalancer": {
    kind: "endpoint",
    service: "elasticloadbalancing",
    properties: {
      protocol: (_, { nameAt }) => textValue("load-balancer", nameAt),
      physicalName: "Name",
      scheme: "Scheme",
    },
  },
  "AWS::ElasticLoadBalancingV2::TargetGroup": { wire: addTargetGroup },
  "AWS::ElasticLoadBalancingV2::Listener": { standsFor: "LoadBalancerArn" },
  "AWS::ElasticLoadBalancingV2::ListenerRule": {},
  "AWS::CloudFront::Distribution": {
    kind: "endpoint",
    service: "cloudfront",
    properties: {
      protocol: (_, { nameAt }) => textValue("api", nameAt),
      webAcl: "DistributionConfig.WebACLId",
      accessLog: "DistributionConfig.Logging",
    },
    wire: addDistribution,
  },
  "AWS::CloudFront::OriginAccessControl": {},
  "AWS::CloudFront::CachePolicy": {},
  "AWS::CloudFront::OriginRequestPolicy": {},
  "AWS::CloudFront::ResponseHeadersPolicy": {},
  "AWS::CloudFront::Function": {},
};

/** A target group of functions; the rules and listeners that lead to it give the paths. */
function addTargetGroup(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties } = resource;
  if (word(dig(properties, "TargetType")) !== "lambda") return;
  const leading = [...context.resources.values()].filter(
    (other) =>
      /^AWS::ElasticLoadBalancingV2::Listener(Rule)?$/.test(other.type) &&
      logicalIdsIn(other.properties).includes(resource.logicalId),
  );
  const rule = leading.find((other) => other.type.endsWith("Rule")) ?? leading[0];
  const actions = elements(firstOf(rule?.properties, "Actions", "DefaultActions"));
  const authenticate = actions.find((action) => word(dig(action, "Type"))?.startsWith("authenticate-"));
  // A listener stands for its load balancer, so either property leads there.
  const balancerValue = firstOf(rule?.properties, "ListenerArn", "LoadBalancerArn");
  const balancer = resourceIn(context, balancerValue);
  const path = pathOfRule(rule?.properties);
  const how = word(dig(authenticate, "Type")) === "authenticate-cognito" ? "cognito" : authenticate ? "jwt" : "none";
  const id = addEndpoint(builder, {
    key: resource.logicalId,
    name: `ANY ${path ? pattern(path) : "/"}`,
    logicalId: resource.logicalId,
    type: resource.type,
    service: "elasticloadbalancing",
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: "load-balancer",
    method: textValue("ANY", resource.nameAt),
    ...(path && { path }),
    access: { authentication: authenticationValue(how, authenticate?.at ?? resource.nameAt) },
    isPublic: word(dig(balancer?.properties, "Scheme")) !== "internal",
    properties: { api: balancerValue },
    body: resource.body,
    condition: resource.condition,
  });
  for (const target of elements(dig(properties, "Targets"))) {
    const to = { value: dig(target, "Id"), kind: "function" as const, service: "lambda" };
    builder.addEdge({ from: id, to, kind: "triggers", trigger: "alb", at: target.at, label: resource.logicalId });
  }
}

function pathOfRule(properties: Value | undefined): Value | undefined {
  for (const condition of elements(dig(properties, "Conditions"))) {
    if (word(dig(condition, "Field")) !== "path-pattern" && !dig(condition, "PathPatternConfig")) continue;
    const [first] = elements(firstOf(condition, "PathPatternConfig.Values", "Values"));
    if (first) return first;
  }
  return undefined;
}

function addDistribution(resource: Resource, { builder }: TemplateContext): void {
  const configuration = dig(resource.properties, "DistributionConfig");
  const behaviors = [dig(configuration, "DefaultCacheBehavior"), ...elements(dig(configuration, "CacheBehaviors"))];
  for (const behavior of behaviors) {
    for (const association of elements(dig(behavior, "LambdaFunctionAssociations"))) {
      builder.addEdge({
        from: resource.id,
        to: { value: dig(association, "LambdaFunctionARN"), kind: "function", service: "lambda" },
        kind: "triggers",
        trigger: "cloudfront",
        at: association.at,
        label: pattern(dig(association, "EventType")),
      });
    }
  }
  builder.addEdge({ from: PUBLIC, to: resource.id, kind: "connects", at: resource.nameAt, label: "internet" });
  for (const origin of elements(dig(configuration, "Origins"))) {
    const name = dig(origin, "DomainName");
    for (const logicalId of logicalIdsIn(name)) {
      const node = builder.node(builder.idOf(logicalId));
      if (node?.kind === "store") {
        builder.addEdge({ from: resource.id, to: node.id, kind: "reads", at: origin.at, label: "Origins" });
      } else if (node?.kind === "endpoint") {
        builder.addEdge({ from: resource.id, to: node.id, kind: "connects", at: origin.at, label: "Origins" });
      }
    }
  }
}
