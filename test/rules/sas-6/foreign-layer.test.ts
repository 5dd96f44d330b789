import { foreignLayer } from "../../../language-analysis/rules/sas-6/foreign-layer.ts";
import { ruleTable } from "../rule-table.ts";

const withLayers = (layers: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Run:
    Type: AWS::Serverless::Function
    Properties:
      Layers:
        - ${layers}`;

ruleTable(foreignLayer, {
  "another account": withLayers(`arn:aws:lambda:eu-west-1:123456789012:layer:tools:3
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-6/foreign-layer medium`),
  "AWS itself": withLayers("arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3:4"),
  "a layer of the app": withLayers("!Ref Tools"),
  "the own account": withLayers("!Sub arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:layer:tools:3"),
  "a layer that is not known": withLayers("!ImportValue tools-layer"),
  "an image that can be moved": `
Resources:
  Run:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/run:latest
        #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-6/foreign-layer high`,
  "an image by version": `
Resources:
  Run:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/run:1.2.3`,
});
