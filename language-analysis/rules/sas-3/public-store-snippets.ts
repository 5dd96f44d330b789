import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("CloudFormation and AWS SAM: private bucket"),
    language: "yaml",
    text: `ImageBucket:
  Type: AWS::S3::Bucket
  Properties:
    PublicAccessBlockConfiguration:
      BlockPublicAcls: true
      BlockPublicPolicy: true
      IgnorePublicAcls: true
      RestrictPublicBuckets: true`,
  },
  {
    title: say("CloudFormation: only CloudFront reads the bucket"),
    language: "yaml",
    text: `PolicyDocument:
  Statement:
    - Effect: Allow
      Principal:
        Service: cloudfront.amazonaws.com
      Action: s3:GetObject
      Resource: !Sub \${ImageBucket.Arn}/*
      Condition:
        StringEquals:
          AWS:SourceArn: !Sub arn:aws:cloudfront::\${AWS::AccountId}:distribution/\${Distribution}`,
  },
  {
    title: say("JavaScript: hand out one object for a minute"),
    language: "javascript",
    text: `const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });`,
  },
  {
    title: say("Python: hand out one object for a minute"),
    language: "python",
    text: `url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)`,
  },
];
