import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: refuse by default"),
    language: "javascript",
    text: `const { CognitoJwtVerifier } = require("aws-jwt-verify");

const verifier = CognitoJwtVerifier.create({
  userPoolId: process.env.USER_POOL_ID,
  clientId: process.env.CLIENT_ID,
  tokenUse: "access",
});

exports.handler = async (event) => {
  try {
    const claims = await verifier.verify(event.authorizationToken.replace("Bearer ", ""));
    return policy(claims.sub, "Allow", event.methodArn);
  } catch (error) {
    console.warn("Refused", error.name);
    throw new Error("Unauthorized");
  }
};`,
  },
  {
    title: say("Python: refuse by default"),
    language: "python",
    text: `def handler(event, context):
    try:
        claims = verify(event["authorizationToken"])
    except jwt.InvalidTokenError as error:
        logger.warning("Refused: %s", error)
        raise Exception("Unauthorized")
    return policy(claims["sub"], "Allow", event["methodArn"])`,
  },
];
