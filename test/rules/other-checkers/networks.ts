// Security groups, things that talk MQTT, and who may join.
import { KEY, type Row } from "./row.ts";

const DEFAULTS = "SAS-3/default-configuration";
const PUBLIC = "SAS-3/public-store";
const IOT = "SAS-2/insecure-iot-policy";

const rule = (port: number, more: object = {}): object => ({
  IpProtocol: "tcp",
  FromPort: port,
  ToPort: port,
  CidrIp: "0.0.0.0/0",
  ...more,
});
const OFFICE = { CidrIp: "203.0.113.0/24" };

export const NETWORK_ROWS: readonly Row[] = [
  ...(
    [
      ["CKV_AWS_24", 22],
      ["CKV_AWS_25", 3389],
    ] as const
  ).flatMap(([checks, port]): Row[] => [
    {
      checks,
      rule: DEFAULTS,
      type: "AWS::EC2::SecurityGroup",
      fails: [
        { SecurityGroupIngress: [rule(port)] },
        { SecurityGroupIngress: rule(port) },
        { SecurityGroupIngress: [rule(443), rule(port, { FromPort: port - 2, ToPort: String(port + 7) })] },
        { SecurityGroupIngress: [rule(port, { CidrIp: undefined, CidrIpv6: "::/0" })] },
        { SecurityGroupIngress: [rule(port, { IpProtocol: "6" })] },
        { SecurityGroupIngress: [{ IpProtocol: "-1", CidrIp: "0.0.0.0/0" }] },
        { SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: "0.0.0.0/0" }] },
      ],
      passes: [
        {},
        { SecurityGroupIngress: [rule(port, OFFICE)] },
        { SecurityGroupIngress: [rule(443)] },
        { SecurityGroupIngress: [rule(port, { CidrIp: undefined, SourceSecurityGroupId: KEY })] },
        { SecurityGroupIngress: [rule(port, { CidrIp: KEY })] },
      ],
    },
    {
      checks,
      rule: DEFAULTS,
      type: "AWS::EC2::SecurityGroupIngress",
      fails: [{ GroupId: KEY, ...rule(port) }],
      passes: [{ GroupId: KEY, ...rule(port, OFFICE) }],
    },
  ]),
  {
    checks: "NAG_W2",
    rule: PUBLIC,
    type: "AWS::EC2::SecurityGroup",
    fails: [{ SecurityGroupIngress: [rule(5432)] }, { SecurityGroupIngress: [rule(27_017)] }],
    passes: [{ SecurityGroupIngress: [rule(5432, OFFICE)] }],
  },
  {
    checks: "NAG_W38 NAG_W39",
    rule: IOT,
    type: "AWS::IoT::Policy",
    fails: [
      { PolicyDocument: { Statement: [{ Effect: "Allow", Action: "iot:*", Resource: "*" }] } },
      { PolicyDocument: { Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }] } },
      { PolicyDocument: { Statement: [{ Effect: "Allow", Action: ["iot:Publish"], Resource: "*" }] } },
    ],
    passes: [
      {
        PolicyDocument: {
          Statement: [
            {
              Effect: "Allow",
              Action: ["iot:Publish"],
              Resource: {
                "Fn::Sub":
                  "arn:aws:iot:${AWS::Region}:${AWS::AccountId}:topic/orders/${!iot:Connection.Thing.ThingName}",
              },
            },
          ],
        },
      },
    ],
  },
];
