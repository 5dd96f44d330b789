import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: sign-in by Amazon Cognito"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    Auth:
      DefaultAuthorizer: Customers
      Authorizers:
        Customers:
          UserPoolArn: !GetAtt CustomerPool.Arn`,
  },
  {
    title: say("JavaScript: a shared secret in constant time"),
    language: "javascript",
    text: `const { createHash, timingSafeEqual } = require("node:crypto");

const digest = (text) => createHash("sha256").update(text).digest();
const isAllowed = timingSafeEqual(digest(given), digest(expected));`,
  },
  {
    title: say("Python: a password hash"),
    language: "python",
    text: `import bcrypt

stored = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
is_right = bcrypt.checkpw(password.encode(), stored)`,
  },
];
