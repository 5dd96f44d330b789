import { unencryptedSecret } from "../../../language-analysis/rules/sas-7/unencrypted-secret.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-7/unencrypted-secret";

ruleTable(unencryptedSecret, {
  "a key that stays": `
Resources:
  Key:
  ^^^ ${RULE} high
    Type: AWS::KMS::Key
    Properties:
      Description: orders`,
  "a key that rotates": `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true`,
  "a secret that rotates once a year": `
Resources:
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: orders
      RotationRules: { AutomaticallyAfterDays: 365 }
      #                                        ^^^ ${RULE} high`,
  "a key pair cannot": `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeySpec: RSA_2048`,
  "a parameter decides": `
Parameters:
  Rotate:
    Type: String
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: !Ref Rotate`,
  "a plain parameter with a secret": `
Resources:
  Parameter:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /shop/database-password
      Type: String
      #     ^^^^^^ ${RULE} medium
      Value: !Ref AWS::Region`,
  "a plain parameter with a host": `
Resources:
  Parameter:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /shop/database-host
      Type: String
      Value: !Ref AWS::Region`,
  "a secret that stays": `
Resources:
  Password:
  ^^^^^^^^ ${RULE} high
    Type: AWS::SecretsManager::Secret`,
  "a secret that rotates": `
Resources:
  Password:
    Type: AWS::SecretsManager::Secret
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: !Ref Password`,
});

fixTable(unencryptedSecret, {
  ...everyFormat("it rotates", {
    before: `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: orders
`,
    after: `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: orders
      EnableKeyRotation: true
`,
  }),
});
