// What callers say of themselves: ranks in the request, ranks of accounts that they name, attributes that they choose when they sign up.
import { homeMadeAuthentication } from "../../../language-analysis/rules/sas-2/home-made-authentication.ts";
import type { Files } from "../analyse-files.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

const signUp = (code: string, trigger = "PostConfirmation", pool = ""): Files => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Users:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig: { ${trigger}: !GetAtt Welcome.Arn }${pool}
  Welcome:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: welcome.handler`,
  "welcome.py": code,
});
const WRITABLE_BY_APP = `
  Website:
    Type: AWS::Cognito::UserPoolClient
    Properties: { UserPoolId: !Ref Users, WriteAttributes: [email] }`;

ruleTable(homeMadeAuthentication, {
  "a level in numbers, asked twice in one route": pythonApp(`
import json
def handler(event, context):
    level = json.loads(event["body"])["authLevel"]
    if level == "200":
    #  ^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
        return everything()
    elif level == "100":
        return something()`),
  "the rank of the account that the caller names": javaScriptApp(`
exports.handler = async (event) => {
  const { userId } = JSON.parse(event.body);
  //                 ^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
  const { Item } = await table.get({ Key: { userId } }).promise();
  if (Item.isAdmin) await removeAll();
};`),
  "in a function that says who is one": pythonApp(`
import json
def is_admin(event):
    body = json.loads(event["body"])
    user = users.get_item(Key={"userId": body["user_id"]})["Item"]
    #                                    ^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
    return user["isAdmin"]
def handler(event, context):
    return remove_all() if is_admin(event) else None`),
  "the rank of the account that the claims name": javaScriptApp(`
exports.handler = async (event) => {
  const userId = event.requestContext.authorizer.claims.sub;
  const { Item } = await table.get({ Key: { userId } }).promise();
  if (Item.isAdmin) await removeAll();
};`),
  "the rank of an account whose password is checked": javaScriptApp(`
const bcrypt = require("bcryptjs");
exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body);
  const { Item } = await table.get({ Key: { email } }).promise();
  if (!(await bcrypt.compare(password, Item.hash))) return { statusCode: 401 };
  if (Item.isAdmin) await removeAll();
};`),
  "an attribute of the sign-up": signUp(`
def handler(event, context):
    is_admin = event["request"]["userAttributes"]["custom:isAdmin"] == "true"
    #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
    users.put_item(Item={"userId": event["userName"], "isAdmin": is_admin})
    return event`),
  "an attribute that clients may not write": signUp(
    `
def handler(event, context):
    users.put_item(Item={"isAdmin": event["request"]["userAttributes"]["custom:isAdmin"]})
    return event`,
    "PostConfirmation",
    WRITABLE_BY_APP,
  ),
  "an attribute on its way into a token": signUp(
    `
def handler(event, context):
    role = event["request"]["userAttributes"]["custom:role"]
    event["response"] = {"claimsOverrideDetails": {"claimsToAddOrOverride": {"role": role}}}
    return event`,
    "PreTokenGeneration",
  ),
});
