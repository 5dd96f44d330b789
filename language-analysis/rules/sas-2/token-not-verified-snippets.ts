import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: tokens of Amazon Cognito"),
    language: "javascript",
    text: `const { CognitoJwtVerifier } = require("aws-jwt-verify");

const verifier = CognitoJwtVerifier.create({
  userPoolId: process.env.USER_POOL_ID,
  clientId: process.env.CLIENT_ID,
  tokenUse: "access",
});

const claims = await verifier.verify(token);`,
  },
  {
    title: say("JavaScript: any issuer"),
    language: "javascript",
    text: `const jwt = require("jsonwebtoken");

const claims = jwt.verify(token, process.env.JWT_PUBLIC_KEY, {
  algorithms: ["RS256"],
  issuer: process.env.ISSUER,
  audience: process.env.AUDIENCE,
});`,
  },
  {
    title: say("Python"),
    language: "python",
    text: `import jwt

keys = jwt.PyJWKClient(os.environ["JWKS_URL"])

claims = jwt.decode(
    token,
    keys.get_signing_key_from_jwt(token).key,
    algorithms=["RS256"],
    audience=os.environ["AUDIENCE"],
    issuer=os.environ["ISSUER"],
)`,
  },
  {
    title: say("AWS SAM: let the API verify it"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::HttpApi
  Properties:
    Auth:
      DefaultAuthorizer: Customers
      Authorizers:
        Customers:
          IdentitySource: $request.header.Authorization
          JwtConfiguration:
            issuer: !Sub https://cognito-idp.\${AWS::Region}.amazonaws.com/\${CustomerPool}
            audience: [!Ref ShopClient]`,
  },
];
