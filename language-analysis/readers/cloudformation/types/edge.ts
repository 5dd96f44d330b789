// Load balancers and CloudFront in front of functions.
import type { Value } from "../../../model/value.ts";
import { addEndpoint, authenticationValue, isAddressList } from "../../endpoints.ts";
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

/** One way through a load balancer: what a rule or a listener lets through to the target group. */
interface BalancerRoute {
  readonly path?: Value | undefined;
  readonly method?: Value | undefined;
  readonly authenticate?: Value | undefined;
  readonly listener?: Value | undefined;
  /** Only listed addresses get through. */
  readonly isListed?: boolean;
}

/** Paths and methods of all rules together; a load balancer takes far fewer. */
const MAXIMUM_ROUTES = 200;

/**
 * A target group of functions: an endpoint for each path and method that a rule or listener leads there. The first, in the
 * order of the template, is the target group's own node.
 */
function addTargetGroup(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties, logicalId: label, nameAt } = resource;
  if (word(dig(properties, "TargetType")) !== "lambda") return;
  for (const [index, route] of routesTo(resource, context).entries()) {
    const { path, method, authenticate, listener, isListed = false } = route;
    const verb = word(method)?.toUpperCase() ?? "ANY";
    const name = `${verb} ${path ? pattern(path) : "/"}`;
    const how = word(dig(authenticate, "Type")) === "authenticate-cognito" ? "cognito" : authenticate ? "jwt" : "none";
    // A listener stands for its load balancer, so either property leads there.
    const isInternal = word(dig(resourceIn(context, listener)?.properties, "Scheme")) === "internal";
    const id = addEndpoint(builder, {
      key: index === 0 ? label : `${label} ${name}`,
      name,
      logicalId: label,
      type: resource.type,
      service: "elasticloadbalancing",
      at: resource.at,
      nameAt,
      protocol: "load-balancer",
      method: textValue(verb, method?.at ?? nameAt),
      ...(path && { path }),
      access: { authentication: authenticationValue(how, authenticate?.at ?? nameAt) },
      isPublic: !isInternal && !isListed,
      properties: { api: listener },
      body: resource.body,
      condition: resource.condition,
    });
    for (const target of elements(dig(properties, "Targets"))) {
      const to = { value: dig(target, "Id"), kind: "function" as const, service: "lambda" };
      builder.addEdge({ from: id, to, kind: "triggers", trigger: "alb", at: target.at, label });
    }
  }
}

/** Rules before listeners; one without any condition when nothing here leads to the target group. */
function routesTo({ logicalId }: Resource, { resources }: TemplateContext): readonly BalancerRoute[] {
  const leading = (type: string): readonly Resource[] =>
    [...resources.values()].filter(
      (other) =>
        other.type === `AWS::ElasticLoadBalancingV2::${type}` && logicalIdsIn(other.properties).includes(logicalId),
    );
  const routes = [...leading("ListenerRule"), ...leading("Listener")].flatMap(({ properties }) => {
    const actions = elements(firstOf(properties, "Actions", "DefaultActions"));
    const shared = {
      authenticate: actions.find((action) => word(dig(action, "Type"))?.startsWith("authenticate-")),
      listener: firstOf(properties, "ListenerArn", "LoadBalancerArn"),
      isListed: isAddressList(conditionValues(properties, "source-ip", "SourceIpConfig")),
    };
    const methods = orNone(conditionValues(properties, "http-request-method", "HttpRequestMethodConfig"));
    return orNone(conditionValues(properties, "path-pattern", "PathPatternConfig")).flatMap((path) =>
      methods.map((method) => ({ ...shared, path, method })),
    );
  });
  return routes.length === 0 ? [{}] : routes.slice(0, MAXIMUM_ROUTES);
}

/** What a rule's conditions on one field ask for, under either of the two names that it may have. */
function conditionValues(properties: Value | undefined, field: string, settings: string): readonly Value[] {
  return elements(dig(properties, "Conditions")).flatMap((condition) =>
    word(dig(condition, "Field")) === field || dig(condition, settings)
      ? elements(firstOf(condition, `${settings}.Values`, "Values")).slice(0, MAXIMUM_ROUTES)
      : [],
  );
}

function orNone(values: readonly Value[]): readonly (Value | undefined)[] {
  return values.length === 0 ? [undefined] : values;
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
