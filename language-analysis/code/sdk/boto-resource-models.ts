// Resource objects of boto3 for services whose resources are no stores or channels. A line is a type, its actions (`name=Operation`) and
// what is reached from it: an object (`name>Type`) or a collection (`name>Operation*Type`). Lines that begin with a space go on.
// Source: the resource models that boto3 is generated from.
import type { ResourceType } from "./boto-resources.ts";

const MODELS = `
cloudformation create_stack=CreateStack Event>Event Stack>Stack create_stack>Stack stacks>DescribeStacks*Stack
cloudformation.Stack cancel_update=CancelUpdateStack delete=DeleteStack load=DescribeStacks update=UpdateStack
  Resource>StackResource events>DescribeStackEvents*Event
  resource_summaries>ListStackResources*StackResourceSummary
cloudformation.StackResource load=DescribeStackResource stack>Stack
cloudformation.StackResourceSummary resource>StackResource
cloudwatch Alarm>Alarm Metric>Metric alarms>DescribeAlarms*Alarm metrics>ListMetrics*Metric
cloudwatch.Alarm delete=DeleteAlarms describe_history=DescribeAlarmHistory disable_actions=DisableAlarmActions
  enable_actions=EnableAlarmActions load=DescribeAlarms set_state=SetAlarmState metric>Metric
cloudwatch.Metric get_statistics=GetMetricStatistics load=ListMetrics put_alarm=PutMetricAlarm
  put_data=PutMetricData alarms>DescribeAlarmsForMetric*Alarm put_alarm>Alarm
ec2 create_dhcp_options=CreateDhcpOptions create_instances=RunInstances
  create_internet_gateway=CreateInternetGateway create_key_pair=CreateKeyPair
  create_network_acl=CreateNetworkAcl create_network_interface=CreateNetworkInterface
  create_placement_group=CreatePlacementGroup create_route_table=CreateRouteTable
  create_security_group=CreateSecurityGroup create_snapshot=CreateSnapshot create_subnet=CreateSubnet
  create_tags=CreateTags create_volume=CreateVolume create_vpc=CreateVpc
  create_vpc_peering_connection=CreateVpcPeeringConnection disassociate_route_table=DisassociateRouteTable
  import_key_pair=ImportKeyPair register_image=RegisterImage DhcpOptions>DhcpOptions Image>Image
  Instance>Instance InternetGateway>InternetGateway KeyPair>KeyPairInfo NetworkAcl>NetworkAcl
  NetworkInterface>NetworkInterface PlacementGroup>PlacementGroup RouteTable>RouteTable
  RouteTableAssociation>RouteTableAssociation SecurityGroup>SecurityGroup Snapshot>Snapshot Subnet>Subnet
  Volume>Volume Vpc>Vpc VpcPeeringConnection>VpcPeeringConnection
  classic_addresses>DescribeAddresses*ClassicAddress create_dhcp_options>DhcpOptions create_instances>Instance
  create_internet_gateway>InternetGateway create_key_pair>KeyPair create_network_acl>NetworkAcl
  create_network_interface>NetworkInterface create_placement_group>PlacementGroup create_route_table>RouteTable
  create_security_group>SecurityGroup create_snapshot>Snapshot create_subnet>Subnet create_volume>Volume
  create_vpc>Vpc create_vpc_peering_connection>VpcPeeringConnection
  dhcp_options_sets>DescribeDhcpOptions*DhcpOptions images>DescribeImages*Image import_key_pair>KeyPairInfo
  instances>DescribeInstances*Instance internet_gateways>DescribeInternetGateways*InternetGateway
  key_pairs>DescribeKeyPairs*KeyPairInfo network_acls>DescribeNetworkAcls*NetworkAcl
  network_interfaces>DescribeNetworkInterfaces*NetworkInterface
  placement_groups>DescribePlacementGroups*PlacementGroup register_image>Image
  route_tables>DescribeRouteTables*RouteTable security_groups>DescribeSecurityGroups*SecurityGroup
  snapshots>DescribeSnapshots*Snapshot subnets>DescribeSubnets*Subnet volumes>DescribeVolumes*Volume
  vpc_addresses>DescribeAddresses*VpcAddress
  vpc_peering_connections>DescribeVpcPeeringConnections*VpcPeeringConnection vpcs>DescribeVpcs*Vpc
ec2.ClassicAddress associate=AssociateAddress disassociate=DisassociateAddress load=DescribeAddresses
  release=ReleaseAddress
ec2.DhcpOptions associate_with_vpc=AssociateDhcpOptions create_tags=CreateTags delete=DeleteDhcpOptions
  load=DescribeDhcpOptions create_tags>Tag
ec2.Image create_tags=CreateTags deregister=DeregisterImage describe_attribute=DescribeImageAttribute
  load=DescribeImages modify_attribute=ModifyImageAttribute reset_attribute=ResetImageAttribute
  wait_until_exists=DescribeImages create_tags>Tag
ec2.Instance attach_classic_link_vpc=AttachClassicLinkVpc attach_volume=AttachVolume
  console_output=GetConsoleOutput create_image=CreateImage create_tags=CreateTags
  describe_attribute=DescribeInstanceAttribute detach_classic_link_vpc=DetachClassicLinkVpc
  detach_volume=DetachVolume load=DescribeInstances modify_attribute=ModifyInstanceAttribute
  monitor=MonitorInstances password_data=GetPasswordData reboot=RebootInstances
  report_status=ReportInstanceStatus reset_attribute=ResetInstanceAttribute reset_kernel=ResetInstanceAttribute
  reset_ramdisk=ResetInstanceAttribute reset_source_dest_check=ResetInstanceAttribute start=StartInstances
  stop=StopInstances terminate=TerminateInstances unmonitor=UnmonitorInstances
  wait_until_exists=DescribeInstances wait_until_running=DescribeInstances wait_until_stopped=DescribeInstances
  wait_until_terminated=DescribeInstances classic_address>ClassicAddress create_image>Image create_tags>Tag
  image>Image key_pair>KeyPairInfo network_interfaces>NetworkInterface placement_group>PlacementGroup
  subnet>Subnet volumes>DescribeVolumes*Volume vpc>Vpc vpc_addresses>DescribeAddresses*VpcAddress
ec2.InternetGateway attach_to_vpc=AttachInternetGateway create_tags=CreateTags delete=DeleteInternetGateway
  detach_from_vpc=DetachInternetGateway load=DescribeInternetGateways create_tags>Tag
ec2.KeyPair delete=DeleteKeyPair
ec2.KeyPairInfo delete=DeleteKeyPair load=DescribeKeyPairs
ec2.NetworkAcl create_entry=CreateNetworkAclEntry create_tags=CreateTags delete=DeleteNetworkAcl
  delete_entry=DeleteNetworkAclEntry load=DescribeNetworkAcls replace_association=ReplaceNetworkAclAssociation
  replace_entry=ReplaceNetworkAclEntry create_tags>Tag vpc>Vpc
ec2.NetworkInterface assign_private_ip_addresses=AssignPrivateIpAddresses attach=AttachNetworkInterface
  create_tags=CreateTags delete=DeleteNetworkInterface describe_attribute=DescribeNetworkInterfaceAttribute
  detach=DetachNetworkInterface load=DescribeNetworkInterfaces modify_attribute=ModifyNetworkInterfaceAttribute
  reset_attribute=ResetNetworkInterfaceAttribute unassign_private_ip_addresses=UnassignPrivateIpAddresses
  association>NetworkInterfaceAssociation create_tags>Tag subnet>Subnet vpc>Vpc
ec2.NetworkInterfaceAssociation delete=DisassociateAddress load=DescribeNetworkInterfaces address>VpcAddress
ec2.PlacementGroup delete=DeletePlacementGroup load=DescribePlacementGroups instances>DescribeInstances*Instance
ec2.Route delete=DeleteRoute replace=ReplaceRoute route_table>RouteTable
ec2.RouteTable associate_with_subnet=AssociateRouteTable create_route=CreateRoute create_tags=CreateTags
  delete=DeleteRouteTable load=DescribeRouteTables associate_with_subnet>RouteTableAssociation
  associations>RouteTableAssociation create_route>Route create_tags>Tag routes>Route vpc>Vpc
ec2.RouteTableAssociation delete=DisassociateRouteTable replace_subnet=ReplaceRouteTableAssociation
  replace_subnet>RouteTableAssociation route_table>RouteTable subnet>Subnet
ec2.SecurityGroup authorize_egress=AuthorizeSecurityGroupEgress authorize_ingress=AuthorizeSecurityGroupIngress
  create_tags=CreateTags delete=DeleteSecurityGroup load=DescribeSecurityGroups
  revoke_egress=RevokeSecurityGroupEgress revoke_ingress=RevokeSecurityGroupIngress create_tags>Tag
ec2.Snapshot copy=CopySnapshot create_tags=CreateTags delete=DeleteSnapshot
  describe_attribute=DescribeSnapshotAttribute load=DescribeSnapshots modify_attribute=ModifySnapshotAttribute
  reset_attribute=ResetSnapshotAttribute wait_until_completed=DescribeSnapshots create_tags>Tag volume>Volume
ec2.Subnet create_instances=RunInstances create_network_interface=CreateNetworkInterface create_tags=CreateTags
  delete=DeleteSubnet load=DescribeSubnets create_instances>Instance create_network_interface>NetworkInterface
  create_tags>Tag instances>DescribeInstances*Instance
  network_interfaces>DescribeNetworkInterfaces*NetworkInterface vpc>Vpc
ec2.Tag delete=DeleteTags load=DescribeTags
ec2.Volume attach_to_instance=AttachVolume create_snapshot=CreateSnapshot create_tags=CreateTags
  delete=DeleteVolume describe_attribute=DescribeVolumeAttribute describe_status=DescribeVolumeStatus
  detach_from_instance=DetachVolume enable_io=EnableVolumeIO load=DescribeVolumes
  modify_attribute=ModifyVolumeAttribute create_snapshot>Snapshot create_tags>Tag
  snapshots>DescribeSnapshots*Snapshot
ec2.Vpc associate_dhcp_options=AssociateDhcpOptions attach_classic_link_instance=AttachClassicLinkVpc
  attach_internet_gateway=AttachInternetGateway create_network_acl=CreateNetworkAcl
  create_route_table=CreateRouteTable create_security_group=CreateSecurityGroup create_subnet=CreateSubnet
  create_tags=CreateTags delete=DeleteVpc describe_attribute=DescribeVpcAttribute
  detach_classic_link_instance=DetachClassicLinkVpc detach_internet_gateway=DetachInternetGateway
  disable_classic_link=DisableVpcClassicLink enable_classic_link=EnableVpcClassicLink load=DescribeVpcs
  modify_attribute=ModifyVpcAttribute request_vpc_peering_connection=CreateVpcPeeringConnection
  wait_until_available=DescribeVpcs wait_until_exists=DescribeVpcs
  accepted_vpc_peering_connections>DescribeVpcPeeringConnections*VpcPeeringConnection
  create_network_acl>NetworkAcl create_route_table>RouteTable create_security_group>SecurityGroup
  create_subnet>Subnet create_tags>Tag dhcp_options>DhcpOptions instances>DescribeInstances*Instance
  internet_gateways>DescribeInternetGateways*InternetGateway network_acls>DescribeNetworkAcls*NetworkAcl
  network_interfaces>DescribeNetworkInterfaces*NetworkInterface
  request_vpc_peering_connection>VpcPeeringConnection
  requested_vpc_peering_connections>DescribeVpcPeeringConnections*VpcPeeringConnection
  route_tables>DescribeRouteTables*RouteTable security_groups>DescribeSecurityGroups*SecurityGroup
  subnets>DescribeSubnets*Subnet
ec2.VpcAddress associate=AssociateAddress load=DescribeAddresses release=ReleaseAddress
  association>NetworkInterfaceAssociation
ec2.VpcPeeringConnection accept=AcceptVpcPeeringConnection delete=DeleteVpcPeeringConnection
  load=DescribeVpcPeeringConnections reject=RejectVpcPeeringConnection
  wait_until_exists=DescribeVpcPeeringConnections accepter_vpc>Vpc requester_vpc>Vpc
iam change_password=ChangePassword create_account_alias=CreateAccountAlias
  create_account_password_policy=UpdateAccountPasswordPolicy create_group=CreateGroup
  create_instance_profile=CreateInstanceProfile create_policy=CreatePolicy create_role=CreateRole
  create_saml_provider=CreateSAMLProvider create_server_certificate=UploadServerCertificate
  create_signing_certificate=UploadSigningCertificate create_user=CreateUser
  create_virtual_mfa_device=CreateVirtualMFADevice Group>Group InstanceProfile>InstanceProfile Policy>Policy
  Role>Role SamlProvider>SamlProvider ServerCertificate>ServerCertificate User>User
  VirtualMfaDevice>VirtualMfaDevice account_password_policy>AccountPasswordPolicy account_summary>AccountSummary
  create_account_password_policy>AccountPasswordPolicy create_group>Group
  create_instance_profile>InstanceProfile create_policy>Policy create_role>Role
  create_saml_provider>SamlProvider create_server_certificate>ServerCertificate
  create_signing_certificate>SigningCertificate create_user>User create_virtual_mfa_device>VirtualMfaDevice
  current_user>CurrentUser groups>ListGroups*Group instance_profiles>ListInstanceProfiles*InstanceProfile
  policies>ListPolicies*Policy roles>ListRoles*Role saml_providers>ListSAMLProviders*SamlProvider
  server_certificates>ListServerCertificates*ServerCertificate users>ListUsers*User
  virtual_mfa_devices>ListVirtualMFADevices*VirtualMfaDevice
iam.AccessKey activate=UpdateAccessKey deactivate=UpdateAccessKey delete=DeleteAccessKey user>User
iam.AccessKeyPair activate=UpdateAccessKey deactivate=UpdateAccessKey delete=DeleteAccessKey
iam.AccountPasswordPolicy delete=DeleteAccountPasswordPolicy load=GetAccountPasswordPolicy
  update=UpdateAccountPasswordPolicy
iam.AccountSummary load=GetAccountSummary
iam.AssumeRolePolicy update=UpdateAssumeRolePolicy role>Role
iam.CurrentUser load=GetUser access_keys>ListAccessKeys*AccessKey mfa_devices>ListMFADevices*MfaDevice
  signing_certificates>ListSigningCertificates*SigningCertificate user>User
iam.Group add_user=AddUserToGroup attach_policy=AttachGroupPolicy create=CreateGroup
  create_policy=PutGroupPolicy delete=DeleteGroup detach_policy=DetachGroupPolicy load=GetGroup
  remove_user=RemoveUserFromGroup update=UpdateGroup Policy>GroupPolicy
  attached_policies>ListAttachedGroupPolicies*Policy create>Group create_policy>GroupPolicy
  policies>ListGroupPolicies*GroupPolicy update>Group users>GetGroup*User
iam.GroupPolicy delete=DeleteGroupPolicy load=GetGroupPolicy put=PutGroupPolicy group>Group
iam.InstanceProfile add_role=AddRoleToInstanceProfile delete=DeleteInstanceProfile load=GetInstanceProfile
  remove_role=RemoveRoleFromInstanceProfile roles>Role
iam.LoginProfile create=CreateLoginProfile delete=DeleteLoginProfile load=GetLoginProfile
  update=UpdateLoginProfile create>LoginProfile user>User
iam.MfaDevice associate=EnableMFADevice disassociate=DeactivateMFADevice resync=ResyncMFADevice user>User
iam.Policy attach_group=AttachGroupPolicy attach_role=AttachRolePolicy attach_user=AttachUserPolicy
  create_version=CreatePolicyVersion delete=DeletePolicy detach_group=DetachGroupPolicy
  detach_role=DetachRolePolicy detach_user=DetachUserPolicy load=GetPolicy
  attached_groups>ListEntitiesForPolicy*Group attached_roles>ListEntitiesForPolicy*Role
  attached_users>ListEntitiesForPolicy*User create_version>PolicyVersion default_version>PolicyVersion
  versions>ListPolicyVersions*PolicyVersion
iam.PolicyVersion delete=DeletePolicyVersion load=GetPolicyVersion set_as_default=SetDefaultPolicyVersion
iam.Role attach_policy=AttachRolePolicy delete=DeleteRole detach_policy=DetachRolePolicy load=GetRole
  Policy>RolePolicy assume_role_policy>AssumeRolePolicy attached_policies>ListAttachedRolePolicies*Policy
  instance_profiles>ListInstanceProfilesForRole*InstanceProfile policies>ListRolePolicies*RolePolicy
iam.RolePolicy delete=DeleteRolePolicy load=GetRolePolicy put=PutRolePolicy role>Role
iam.SamlProvider delete=DeleteSAMLProvider load=GetSAMLProvider update=UpdateSAMLProvider
iam.ServerCertificate delete=DeleteServerCertificate load=GetServerCertificate update=UpdateServerCertificate
  update>ServerCertificate
iam.SigningCertificate activate=UpdateSigningCertificate deactivate=UpdateSigningCertificate
  delete=DeleteSigningCertificate user>User
iam.User add_group=AddUserToGroup attach_policy=AttachUserPolicy create=CreateUser
  create_access_key_pair=CreateAccessKey create_login_profile=CreateLoginProfile create_policy=PutUserPolicy
  delete=DeleteUser detach_policy=DetachUserPolicy enable_mfa=EnableMFADevice load=GetUser
  remove_group=RemoveUserFromGroup update=UpdateUser AccessKey>AccessKey MfaDevice>MfaDevice Policy>UserPolicy
  SigningCertificate>SigningCertificate access_keys>ListAccessKeys*AccessKey
  attached_policies>ListAttachedUserPolicies*Policy create>User create_access_key_pair>AccessKeyPair
  create_login_profile>LoginProfile create_policy>UserPolicy enable_mfa>MfaDevice groups>ListGroupsForUser*Group
  login_profile>LoginProfile mfa_devices>ListMFADevices*MfaDevice policies>ListUserPolicies*UserPolicy
  signing_certificates>ListSigningCertificates*SigningCertificate update>User
iam.UserPolicy delete=DeleteUserPolicy load=GetUserPolicy put=PutUserPolicy user>User
iam.VirtualMfaDevice delete=DeleteVirtualMFADevice user>User
`;

interface Models {
  readonly types: Readonly<Record<string, ResourceType>>;
  /** What the service resource itself sends and makes: `ec2.create_instances`. */
  readonly roots: Readonly<Record<string, ResourceType>>;
}

function readModels(): Models {
  const types: Record<string, ResourceType> = {};
  const roots: Record<string, ResourceType> = {};
  for (const line of MODELS.trim().replace(/\n +/g, " ").split("\n")) {
    const [name = "", ...entries] = line.trim().split(/ +/);
    const pairs = (separator: string) =>
      Object.fromEntries(
        entries.filter((entry) => entry.includes(separator)).map((entry) => entry.split(separator) as [string, string]),
      );
    const type = { argument: "", actions: pairs("="), related: pairs(">") };
    if (name.includes(".")) types[name] = type;
    else roots[name] = type;
  }
  return { types, roots };
}

export const { types: MODEL_TYPES, roots: MODEL_ROOTS } = readModels();
