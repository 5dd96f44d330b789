// Services that have no word of their own on the map, by what SDKs call them: `name`, or `name=prefix` where the prefix of
// IAM actions differs. Source: the service models that the AWS SDKs are generated from (service id, signing name).

const NAMES = `
  account acmpca=acm-pca aiops amp=aps amplify amplifybackend amplifyuibuilder appconfig appconfigdata=appconfig
  appfabric appflow appintegrations=app-integrations applicationcostprofiler=application-cost-profiler
  applicationdiscoveryservice=discovery applicationinsights applicationsignals=application-signals appmesh apprunner
  appstream arcregionswitch=arc-region-switch arczonalshift=arc-zonal-shift artifact auditmanager
  autoscalingplans=autoscaling-plans b2bi backup backupgateway=backup-gateway backupsearch=backup-search
  bcmdashboards=bcm-dashboards bcmdataexports=bcm-data-exports bcmpricingcalculator=bcm-pricing-calculator
  bcmrecommendedactions=bcm-recommended-actions bedrockagentcore=bedrock-agentcore
  bedrockagentcorecontrol=bedrock-agentcore bedrockdataautomation=bedrock bedrockdataautomationruntime=bedrock
  billing billingconductor braket budgets chatbot chimesdkidentity=chime chimesdkmediapipelines=chime
  chimesdkmeetings=chime chimesdkmessaging=chime cleanrooms cleanroomsml=cleanrooms-ml cloud9
  cloudcontrol=cloudformation cloudfrontkeyvaluestore=cloudfront-keyvaluestore cloudhsm cloudhsmv2=cloudhsm
  cloudsearch cloudtraildata=cloudtrail-data codeartifact codecatalyst codeconnections
  codeguruprofiler=codeguru-profiler codegurureviewer=codeguru-reviewer codegurusecurity=codeguru-security
  codestarconnections=codestar-connections codestarnotifications=codestar-notifications
  computeoptimizer=compute-optimizer computeoptimizerautomation=aco-automation config
  connectcampaigns=connect-campaigns connectcampaignsv2=connect-campaigns connectcases=cases
  connectcontactlens=connect connecthealth=health-agent connectparticipant=execute-api controlcatalog controltower
  costandusagereportservice=cur costoptimizationhub=cost-optimization-hub cur customerprofiles=profile
  databasemigrationservice=dms databrew dataexchange datapipeline datasync datazone deadline detective devicefarm
  devopsagent=aidevops devopsguru=devops-guru directconnect directoryservice=ds directoryservicedata=ds-data
  discovery dlm dms docdbelastic=docdb-elastic drs ds dsdata=ds-data dsql ebs ec2instanceconnect=ec2-instance-connect
  ecrpublic=ecr-public eksauth=eks-auth elasticbeanstalk elasticloadbalancing elb=elasticloadbalancing
  elementalinference=elemental-inference emrcontainers=emr-containers emrserverless=emr-serverless entityresolution
  evs finspace finspacedata=finspace-api fis fms forecast forecastquery=forecast frauddetector freetier fsx gamelift
  gameliftstreams geomaps=geo-maps geoplaces=geo-places georoutes=geo-routes glacier globalaccelerator grafana
  greengrass greengrassv2=greengrass groundstation health healthlake identitystore imagebuilder importexport
  inspector inspector2 inspectorscan=inspector-scan interconnect internetmonitor invoicing iotdeviceadvisor iotevents
  ioteventsdata=iotevents iotfleetwise iotjobsdata iotjobsdataplane=iotjobsdata iotmanagedintegrations
  iotsecuretunneling=iot iotsitewise iotthingsgraph iottwinmaker iotwireless ivschat ivsrealtime=ivs kafka
  kafkaconnect kendraranking=kendra-ranking keyspaces=cassandra keyspacesstreams=cassandra
  kinesisanalyticsv2=kinesisanalytics kinesisvideoarchivedmedia=kinesisvideo kinesisvideomedia=kinesisvideo
  kinesisvideosignaling=kinesisvideo kinesisvideowebrtcstorage=kinesisvideo lakeformation launchwizard lexmodels=lex
  lexmodelsv2=lex lexv2models=lex lexv2runtime=lex licensemanager=license-manager
  licensemanagerlinuxsubscriptions=license-manager-linux-subscriptions
  licensemanagerusersubscriptions=license-manager-user-subscriptions lightsail lookoutequipment m2 machinelearning
  macie2 mailmanager=ses managedblockchain managedblockchainquery=managedblockchain-query
  marketplaceagreement=aws-marketplace marketplacecatalog=aws-marketplace marketplacecommerceanalytics
  marketplacedeployment=aws-marketplace marketplacediscovery=aws-marketplace marketplaceentitlement=aws-marketplace
  marketplaceentitlementservice=aws-marketplace marketplacemetering=aws-marketplace
  marketplacereporting=aws-marketplace mediaconnect mediapackagev2 mediapackagevod=mediapackage-vod mediastore
  mediastoredata=mediastore mediatailor medicalimaging=medical-imaging memorydb meteringmarketplace=aws-marketplace
  mgh mgn migrationhub=mgh migrationhubconfig=mgh migrationhuborchestrator=migrationhub-orchestrator
  migrationhubrefactorspaces=refactor-spaces migrationhubstrategy=migrationhub-strategy mpa mturk=mechanicalturk
  mwaa=airflow mwaaserverless=airflow-serverless neptunedata=neptune-db neptunegraph=neptune-graph
  networkfirewall=network-firewall networkflowmonitor networkmanager networkmonitor notifications
  notificationscontacts=notifications-contacts novaact=nova-act oam observabilityadmin odb omics
  opensearchserverless=aoss osis outposts panorama partnercentralaccount=partnercentral
  partnercentralbenefits=partnercentral partnercentralchannel=partnercentral partnercentralselling=partnercentral
  paymentcryptography=payment-cryptography paymentcryptographydata=payment-cryptography
  pcaconnectorad=pca-connector-ad pcaconnectorscep=pca-connector-scep pcs pi pinpointemail=ses
  pinpointsmsvoice=sms-voice proton qapps qbusiness qconnect=wisdom quicksight ram rbin
  redshiftserverless=redshift-serverless repostspace resiliencehub resourceexplorer2=resource-explorer-2
  resourcegroups=resource-groups rolesanywhere route53domains route53globalresolver route53profiles
  route53recoverycluster=route53-recovery-cluster route53recoverycontrolconfig=route53-recovery-control-config
  route53recoveryreadiness=route53-recovery-readiness route53resolver rtbfabric rum s3files s3outposts=s3-outposts
  s3tables s3vectors sagemakera2iruntime=sagemaker sagemakeredge=sagemaker sagemakerfeaturestoreruntime=sagemaker
  sagemakergeospatial=sagemaker-geospatial sagemakermetrics=sagemaker savingsplans schemas sdb securityagent
  securityir=security-ir securitylake serverlessrepo servicecatalog servicecatalogappregistry=servicecatalog
  servicequotas shield signer signerdata=signer signin simpledb=sdb simpledbv2=sdb simspaceweaver smsvoice=sms-voice
  snowball snowdevicemanagement=snow-device-management socialmessaging=social-messaging ssmcontacts=ssm-contacts
  ssmguiconnect=ssm-guiconnect ssmincidents=ssm-incidents ssmquicksetup=ssm-quicksetup ssmsap=ssm-sap sso
  ssoadmin=sso ssooidc=sso-oauth storagegateway supplychain=scn supportapp sustainability swf synthetics
  taxsettings=tax timestreaminfluxdb=timestream-influxdb tnb transfer trustedadvisor uxc voiceid
  vpclattice=vpc-lattice wafregional=waf-regional wellarchitected wickr wisdom workdocs workmailmessageflow
  workspaces workspacesinstances=workspaces-instances workspacesthinclient=thinclient workspacesweb=workspaces-web
`;

export const OTHER_SERVICES: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = "", prefix = name] = entry.split("=");
      return [name, prefix];
    }),
);
