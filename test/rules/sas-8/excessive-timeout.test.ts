import { excessiveTimeout } from "../../../language-analysis/rules/sas-8/excessive-timeout.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/excessive-timeout";

ruleTable(excessiveTimeout, {
  "longer than the gateway waits": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    #        ^^^ ${RULE} high
    events:
      - http: GET /one`,
  shorter: `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 20
    events:
      - http: GET /one`,
  "a queue may need it": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    events:
      - http: GET /one
      - sqs: arn:aws:sqs:eu-central-1:123456789012:orders`,
  "not known: a variable is not known": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: \${env:TIMEOUT}
    events:
      - http: GET /one`,
});

fixTable(excessiveTimeout, {
  "as long as it waits": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    events:
      - http: GET /one
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 29
    events:
      - http: GET /one
`,
    },
  },
});

fixTable(excessiveTimeout, {
  SAM: {
    files: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Timeout: 300 # long
      Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }
`,
    },
    after: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Timeout: 29 # long
      Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }
`,
    },
  },
});

fixTable(excessiveTimeout, {
  CloudFormation: {
    files: {
      "template.yaml": `Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Timeout: 300
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${One.Arn}/invocations"
`,
    },
    after: {
      "template.yaml": `Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Timeout: 29
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${One.Arn}/invocations"
`,
    },
  },
  JSON: {
    files: {
      "template.json": `{
  "Resources": {
    "One": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler",
        "Timeout": 300
      }
    },
    "Api": {
      "Type": "AWS::ApiGateway::RestApi",
      "Properties": {
        "Name": "shop"
      }
    },
    "Get": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": {
          "Ref": "Api"
        },
        "ResourceId": {
          "Fn::GetAtt": [
            "Api",
            "RootResourceId"
          ]
        },
        "HttpMethod": "GET",
        "AuthorizationType": "AWS_IAM",
        "Integration": {
          "Type": "AWS_PROXY",
          "IntegrationHttpMethod": "POST",
          "Uri": {
            "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${One.Arn}/invocations"
          }
        }
      }
    }
  }
}
`,
    },
    after: {
      "template.json": `{
  "Resources": {
    "One": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler",
        "Timeout": 29
      }
    },
    "Api": {
      "Type": "AWS::ApiGateway::RestApi",
      "Properties": {
        "Name": "shop"
      }
    },
    "Get": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "RestApiId": {
          "Ref": "Api"
        },
        "ResourceId": {
          "Fn::GetAtt": [
            "Api",
            "RootResourceId"
          ]
        },
        "HttpMethod": "GET",
        "AuthorizationType": "AWS_IAM",
        "Integration": {
          "Type": "AWS_PROXY",
          "IntegrationHttpMethod": "POST",
          "Uri": {
            "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${One.Arn}/invocations"
          }
        }
      }
    }
  }
}
`,
    },
  },
});
