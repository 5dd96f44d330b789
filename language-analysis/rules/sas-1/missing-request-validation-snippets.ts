import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: a model that the REST API checks"),
    language: "yaml",
    text: `OrdersApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: live
    Models:
      Order:
        type: object
        required: [product, amount]
        additionalProperties: false
        properties:
          product: { type: string, maxLength: 40 }
          amount: { type: integer, minimum: 1, maximum: 100 }
CreateOrder:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      Post:
        Type: Api
        Properties:
          RestApiId: !Ref OrdersApi
          Path: /orders
          Method: post
          RequestModel: { Model: Order, Required: true, ValidateBody: true }`,
  },
  {
    title: say("CloudFormation: validator and model of a method"),
    language: "yaml",
    text: `BodyValidator:
  Type: AWS::ApiGateway::RequestValidator
  Properties: { RestApiId: !Ref OrdersApi, ValidateRequestBody: true }
PostOrder:
  Type: AWS::ApiGateway::Method
  Properties:
    RequestValidatorId: !Ref BodyValidator
    RequestModels: { application/json: !Ref OrderModel }`,
  },
  {
    title: say("Serverless Framework: a schema of the request"),
    language: "yaml",
    text: `functions:
  createOrder:
    handler: orders.create
    events:
      - http:
          path: orders
          method: post
          request:
            schemas:
              application/json: \${file(schemas/order.json)}`,
  },
  {
    title: say("JavaScript: a schema in front of everything else"),
    language: "javascript",
    text: `const Order = z.object({ product: z.string().max(40), amount: z.number().int().min(1).max(100) }).strict();

exports.handler = async (event) => {
  const parsed = Order.safeParse(JSON.parse(event.body));
  if (!parsed.success) return { statusCode: 400, body: "Invalid order" };
  return save(parsed.data);
};`,
  },
  {
    title: say("Python: a schema in front of everything else"),
    language: "python",
    text: `class Order(BaseModel, extra="forbid"):
    product: constr(max_length=40)
    amount: conint(ge=1, le=100)

def handler(event, context):
    try:
        order = Order.model_validate_json(event["body"])
    except ValidationError:
        return {"statusCode": 400, "body": "Invalid order"}
    return save(order)`,
  },
];
