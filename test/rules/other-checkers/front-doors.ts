// What stands before functions and servers: distributions and load balancers.
import { KEY, type Row } from "./row.ts";

const ACCESS_LOG = "SAS-5/access-log-missing";
const TRANSPORT = "SAS-3/transport-not-encrypted";
const DEFAULTS = "SAS-3/default-configuration";

export const FRONT_DOOR_ROWS: readonly Row[] = [
  {
    checks: "CKV_AWS_34",
    rule: TRANSPORT,
    type: "AWS::CloudFront::Distribution",
    fails: [
      { DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: "allow-all" } } },
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          CacheBehaviors: [{ ViewerProtocolPolicy: "allow-all" }],
        },
      },
    ],
    passes: [
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "redirect-to-https" },
          ViewerCertificate: { AcmCertificateArn: KEY, MinimumProtocolVersion: "TLSv1.2_2021" },
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_174 NAG_W70",
    rule: TRANSPORT,
    type: "AWS::CloudFront::Distribution",
    fails: [
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          ViewerCertificate: { AcmCertificateArn: KEY, MinimumProtocolVersion: "TLSv1.1_2016" },
        },
      },
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          ViewerCertificate: { CloudFrontDefaultCertificate: true },
        },
      },
    ],
    passes: [
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          ViewerCertificate: { AcmCertificateArn: KEY, MinimumProtocolVersion: "TLSv1.2_2018" },
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_86 NAG_W10",
    rule: ACCESS_LOG,
    type: "AWS::CloudFront::Distribution",
    fails: [{ DistributionConfig: { Enabled: true } }],
    passes: [{ DistributionConfig: { Logging: { Bucket: "logs.s3.amazonaws.com" } } }],
  },
  {
    checks: "CKV2_AWS_72",
    rule: TRANSPORT,
    type: "AWS::CloudFront::Distribution",
    fails: [
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          ViewerCertificate: { AcmCertificateArn: KEY, MinimumProtocolVersion: "TLSv1.2_2021" },
          Origins: [{ DomainName: "shop.example", CustomOriginConfig: { OriginProtocolPolicy: "http-only" } }],
        },
      },
    ],
    passes: [
      {
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: "https-only" },
          ViewerCertificate: { AcmCertificateArn: KEY, MinimumProtocolVersion: "TLSv1.2_2021" },
          Origins: [{ DomainName: "shop.example", CustomOriginConfig: { OriginProtocolPolicy: "https-only" } }],
        },
      },
    ],
  },
  {
    checks: "CKV_AWS_2 NAG_W56",
    rule: TRANSPORT,
    type: "AWS::ElasticLoadBalancingV2::Listener",
    fails: [{ Port: 80, Protocol: "HTTP", DefaultActions: [{ Type: "forward" }] }],
    passes: [
      { Port: 443, Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
      {
        Port: 80,
        Protocol: "HTTP",
        DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
      },
    ],
  },
  {
    checks: "CKV_AWS_103 NAG_W55",
    rule: TRANSPORT,
    type: "AWS::ElasticLoadBalancingV2::Listener",
    fails: [
      { Port: 443, Protocol: "HTTPS" },
      { Port: 443, Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-2016-08" },
      { Port: 443, Protocol: "TLS", SslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" },
    ],
    passes: [
      { Port: 443, Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2019-08" },
      { Port: 443, Protocol: "TLS", SslPolicy: "ELBSecurityPolicy-TLS-1-2-Ext-2018-06" },
      { Port: 443, Protocol: "TCP" },
    ],
  },
  {
    checks: "CKV_AWS_91 NAG_W52",
    rule: ACCESS_LOG,
    type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    fails: [{}, { LoadBalancerAttributes: [{ Key: "access_logs.s3.enabled", Value: "false" }] }],
    passes: [{ LoadBalancerAttributes: [{ Key: "access_logs.s3.enabled", Value: "true" }] }],
  },
  {
    checks: "CKV_AWS_131",
    rule: DEFAULTS,
    type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    fails: [
      { Type: "application" },
      { LoadBalancerAttributes: [{ Key: "routing.http.drop_invalid_header_fields.enabled", Value: "false" }] },
    ],
    passes: [
      { LoadBalancerAttributes: [{ Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" }] },
      { Type: "network" },
    ],
  },
  {
    checks: "CKV_AWS_92 NAG_W26",
    rule: ACCESS_LOG,
    type: "AWS::ElasticLoadBalancing::LoadBalancer",
    fails: [{}, { AccessLoggingPolicy: { Enabled: false, S3BucketName: "logs" } }],
    passes: [{ AccessLoggingPolicy: { Enabled: true, S3BucketName: "logs" } }],
  },
];
