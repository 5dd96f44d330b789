import { permissiveAuthorizer } from "../../../language-analysis/rules/sas-2/permissive-authorizer.ts";
import { ruleTable } from "../rule-table.ts";

const app = (code: string) => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        DefaultAuthorizer: Doorkeeper
        Authorizers:
          Doorkeeper:
            FunctionArn: !GetAtt Check.Arn
  Check:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: check.handler
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: orders.handler
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /orders, Method: get } }`,
  "check.js": code,
});

ruleTable(permissiveAuthorizer, {
  "believes a header": app(`
exports.handler = async (event) => {
  const user = event.headers["x-user"];
  return { principalId: user, policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }] } };
  //                                                                                                ^^^^^^^ SAS-2/permissive-authorizer high
};`),
  "asks something that may refuse": app(`
const { check } = require("./check-token");
exports.handler = async (event) => {
  const user = await check(event.headers.authorization);
  return { principalId: user, policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }] } };
};`),
  "allows when the check fails": app(`
exports.handler = async (event) => {
  try {
    return policy(await verify(event.authorizationToken), "Allow", event.methodArn);
  } catch (error) {
    return policy("guest", "Allow", event.methodArn);
    //                     ^^^^^^^ SAS-2/permissive-authorizer high
  }
};
const policy = (principalId, Effect, Resource) => ({
  principalId,
  policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] },
});`),
  "allows when the check fails, with a builder of its own": app(`
import { logger } from "./log";
class Policy {
  allow(principalId, arn) { return this.answer(principalId, "Allow", arn); }
  deny(arn) { return this.answer("nobody", "Deny", arn); }
  answer(principalId, Effect, Resource) {
    return { principalId, policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] } };
  }
}
exports.handler = async (event) => {
  try {
    return new Policy().allow(await verify(event.authorizationToken), event.methodArn);
  } catch (error) {
    if (error.code === "BUSY") {
      logger.warn("busy");
      return new Policy().allow("guest", event.methodArn);
      //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/permissive-authorizer high
    }
    return new Policy().deny(event.methodArn);
  }
};`),
  "tries another way to verify when the first one fails": app(`
exports.handler = async (event) => {
  try {
    return policy(await verify(event.authorizationToken), "Allow", event.methodArn);
  } catch (error) {
    const user = await verifyOldToken(event.authorizationToken);
    return policy(user, "Allow", event.methodArn);
  }
};
const policy = (principalId, Effect, Resource) => ({
  principalId,
  policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] },
});`),
  "everything by a function of its own": app(`
const allow = (principalId, arn) => ({
  principalId,
  policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: arn }] },
});
exports.handler = async (event) => {
  const user = await verify(event.headers.authorization);
  return user.isOwner ? allow(user.id, "*") : allow(user.id, event.methodArn);
  //                                   ^^^ SAS-2/permissive-authorizer high
};`),
  "refuses when the check fails": app(`
exports.handler = async (event) => {
  try {
    return { isAuthorized: true, context: await verify(event.headers.authorization) };
  } catch (error) {
    return { isAuthorized: false };
  }
};`),
  "does not look at the request": app(`
exports.handler = async () => ({ isAuthorized: true });
//                                             ^^^^ SAS-2/permissive-authorizer high`),
  "allows everything": app(`
exports.handler = async (event) => {
  if (!(await verify(event.authorizationToken))) throw new Error("Unauthorized");
  return { policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }] } };
  //                                                                                                ^^^ SAS-2/permissive-authorizer high
};`),
  "a header that every request has is enough": app(`
exports.handler = async (event) => {
  const { headers, queryStringParameters, methodArn } = event;
  if ((headers && headers["X-Forwarded-Proto"] === "https") || (queryStringParameters && queryStringParameters.proto)) {
    // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/permissive-authorizer high
    return { policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: methodArn }] } };
  }
  throw new Error("Unauthorized");
};`),
  "refuses all but addresses that the caller says are his": app(`
exports.handler = async (event) => {
  const address = event.headers["x-forwarded-for"].split(",")[0];
  if (!process.env.ALLOWED.includes(address)) throw new Error("Unauthorized");
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/permissive-authorizer high
  return { isAuthorized: true };
};`),
  "answers what the header says": app(`
exports.handler = async (event) => ({ isAuthorized: event.headers["user-agent"] === "shop-app" });
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/permissive-authorizer high`),
  "looks at a header beside the token": app(`
exports.handler = async (event) => {
  if (event.headers.host !== "shop.example.com") throw new Error("Unauthorized");
  if (event.headers.authorization !== process.env.TOKEN) throw new Error("Unauthorized");
  return { isAuthorized: true };
};`),
  "two servers share what stands in the header": app(`
exports.handler = async (event) => ({ isAuthorized: event.headers.referer === process.env.SHARED });`),
  "not known: an effect that is not known": app(`
const { decide } = require("door");
exports.handler = async (event) => ({ isAuthorized: decide(event) });`),
});
