// Known ways from some permissions to more of them. Sources: Rhino Security Labs, "AWS IAM Privilege Escalation - Methods and
// Mitigation"; Bishop Fox, "Privilege Escalation in AWS"; pathfinding.cloud; Service Authorization Reference for today's names.

/** What the first action has to work on, to be of use to an attacker. */
export type EscalationTarget =
  /** A policy, user, group or role: anyone's, or the attacker's own. */
  | "policy"
  | "user"
  | "group"
  | "role"
  /** The role that is passed on. */
  | "passed-role"
  /** Functions, instances, projects: what runs there runs with another role. */
  | "function"
  | "compute"
  | "any";

export interface EscalationPath {
  /** All are needed; the first is the one that decides. Alternatives are separated by `|`. */
  readonly actions: readonly string[];
  readonly on: EscalationTarget;
  /** Service that takes on the passed role: a condition on `iam:PassedToService` must let it. */
  readonly service?: string;
  /** Completes "... lets it": */
  readonly gain: string;
}

const passing = (service: string, gain: string, ...actions: readonly string[]): EscalationPath => ({
  actions: ["iam:PassRole", ...actions],
  on: "passed-role",
  service: `${service}.amazonaws.com`,
  gain,
});

const POLICIES: readonly EscalationPath[] = [
  { actions: ["iam:CreatePolicyVersion"], on: "policy", gain: "rewrite a managed policy" },
  { actions: ["iam:SetDefaultPolicyVersion"], on: "policy", gain: "bring back an older, wider version of a policy" },
  { actions: ["iam:AttachUserPolicy"], on: "user", gain: "attach any policy to a user" },
  { actions: ["iam:AttachGroupPolicy"], on: "group", gain: "attach any policy to a group" },
  { actions: ["iam:AttachRolePolicy"], on: "role", gain: "attach any policy to a role" },
  { actions: ["iam:PutUserPolicy"], on: "user", gain: "write a policy into a user" },
  { actions: ["iam:PutGroupPolicy"], on: "group", gain: "write a policy into a group" },
  { actions: ["iam:PutRolePolicy"], on: "role", gain: "write a policy into a role" },
  { actions: ["iam:AddUserToGroup"], on: "group", gain: "put a user into a group with more permissions" },
  { actions: ["iam:CreateAccessKey"], on: "user", gain: "make access keys of other users" },
  { actions: ["iam:CreateLoginProfile"], on: "user", gain: "give other users a password" },
  { actions: ["iam:UpdateLoginProfile"], on: "user", gain: "change the passwords of other users" },
  { actions: ["iam:UpdateAssumeRolePolicy"], on: "role", gain: "let itself take on any role" },
  { actions: ["iam:DeleteRolePermissionsBoundary"], on: "role", gain: "take away the boundary of a role" },
  { actions: ["iam:PutRolePermissionsBoundary"], on: "role", gain: "replace the boundary of a role" },
  { actions: ["iam:UpdateSAMLProvider"], on: "any", gain: "sign in as anyone of the SAML provider" },
  { actions: ["sts:AssumeRole"], on: "role", gain: "take on every role that trusts the account" },
  { actions: ["sso:PutInlinePolicyToPermissionSet"], on: "any", gain: "write a policy into a permission set" },
  { actions: ["sso:CreateAccountAssignment"], on: "any", gain: "assign permission sets to itself" },
];

const PASSING: readonly EscalationPath[] = [
  passing(
    "lambda",
    "run a new function with a stronger role",
    "lambda:CreateFunction",
    "lambda:InvokeFunction|lambda:CreateEventSourceMapping|lambda:AddPermission|lambda:CreateFunctionUrlConfig",
  ),
  passing(
    "ec2",
    "start an instance with a stronger role",
    "ec2:RunInstances|ec2:RequestSpotInstances|ec2:RequestSpotFleet",
  ),
  passing(
    "ec2",
    "give an instance a stronger role",
    "ec2:AssociateIamInstanceProfile|ec2:ReplaceIamInstanceProfileAssociation",
  ),
  passing(
    "ec2",
    "start instances with a stronger role",
    "autoscaling:CreateLaunchConfiguration",
    "autoscaling:CreateAutoScalingGroup|autoscaling:UpdateAutoScalingGroup",
  ),
  passing(
    "cloudformation",
    "create anything with a stronger role",
    "cloudformation:CreateStack|cloudformation:UpdateStack",
  ),
  passing(
    "cloudformation",
    "create anything with a stronger role",
    "cloudformation:CreateChangeSet",
    "cloudformation:ExecuteChangeSet",
  ),
  passing(
    "cloudformation",
    "create anything with a stronger role",
    "cloudformation:CreateStackSet",
    "cloudformation:CreateStackInstances",
  ),
  passing("glue", "run code on an endpoint with a stronger role", "glue:CreateDevEndpoint"),
  passing(
    "glue",
    "run a job with a stronger role",
    "glue:CreateJob|glue:UpdateJob",
    "glue:StartJobRun|glue:CreateTrigger",
  ),
  passing("glue", "run code in a session with a stronger role", "glue:CreateSession", "glue:RunStatement"),
  passing(
    "datapipeline",
    "run a pipeline with a stronger role",
    "datapipeline:CreatePipeline",
    "datapipeline:PutPipelineDefinition",
  ),
  passing(
    "codebuild",
    "run a build with a stronger role",
    "codebuild:CreateProject|codebuild:UpdateProject",
    "codebuild:StartBuild|codebuild:StartBuildBatch",
  ),
  passing("codepipeline", "run a pipeline with a stronger role", "codepipeline:CreatePipeline"),
  passing("codestar", "make a project with a stronger role", "codestar:CreateProject"),
  passing(
    "sagemaker",
    "open a notebook with a stronger role",
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ),
  passing(
    "sagemaker",
    "run a job with a stronger role",
    "sagemaker:CreateProcessingJob|sagemaker:CreateTrainingJob|sagemaker:CreateHyperParameterTuningJob",
  ),
  passing(
    "ecs-tasks",
    "run a task with a stronger role",
    "ecs:RegisterTaskDefinition",
    "ecs:RunTask|ecs:StartTask|ecs:CreateService|ecs:UpdateService",
  ),
  passing("batch", "run a job with a stronger role", "batch:RegisterJobDefinition", "batch:SubmitJob"),
  passing(
    "states",
    "run a workflow with a stronger role",
    "states:CreateStateMachine|states:UpdateStateMachine",
    "states:StartExecution",
  ),
  passing("apprunner", "run a service with a stronger role", "apprunner:CreateService"),
  passing("tasks.apprunner", "run a service with a stronger role", "apprunner:CreateService"),
  passing("ssm", "run an automation with a stronger role", "ssm:StartAutomationExecution"),
  passing("elasticmapreduce", "run a cluster with a stronger role", "elasticmapreduce:RunJobFlow"),
  passing("emr-serverless", "run a job with a stronger role", "emr-serverless:StartJobRun"),
  passing("scheduler", "schedule any call with a stronger role", "scheduler:CreateSchedule|scheduler:UpdateSchedule"),
  passing("events", "have events call targets with a stronger role", "events:PutRule", "events:PutTargets"),
  passing(
    "cognito-identity",
    "hand out a stronger role to users of an identity pool",
    "cognito-identity:SetIdentityPoolRoles",
  ),
  passing("amplify", "build an app with a stronger role", "amplify:CreateApp", "amplify:StartJob"),
];

const RUNNING: readonly EscalationPath[] = [
  {
    actions: ["lambda:UpdateFunctionCode"],
    on: "function",
    gain: "replace the code of other functions and act with their roles",
  },
  {
    actions: ["lambda:UpdateFunctionConfiguration"],
    on: "function",
    gain: "put a layer or another handler into other functions and act with their roles",
  },
  { actions: ["glue:UpdateDevEndpoint"], on: "compute", gain: "sign in to endpoints with other roles" },
  {
    actions: ["glue:UpdateJob", "glue:StartJobRun|glue:CreateTrigger"],
    on: "compute",
    gain: "change jobs that run with other roles",
  },
  {
    actions: ["codebuild:UpdateProject", "codebuild:StartBuild|codebuild:StartBuildBatch"],
    on: "compute",
    gain: "change builds that run with other roles",
  },
  { actions: ["cloudformation:UpdateStack"], on: "compute", gain: "change stacks that are deployed with other roles" },
  {
    actions: ["states:UpdateStateMachine", "states:StartExecution"],
    on: "compute",
    gain: "change workflows that run with other roles",
  },
  { actions: ["ssm:SendCommand"], on: "compute", gain: "run commands on instances and act with their roles" },
  { actions: ["ssm:StartSession"], on: "compute", gain: "open a shell on instances and act with their roles" },
  {
    actions: ["ec2-instance-connect:SendSSHPublicKey"],
    on: "compute",
    gain: "sign in to instances and act with their roles",
  },
  {
    actions: ["ec2-instance-connect:SendSerialConsoleSSHPublicKey"],
    on: "compute",
    gain: "sign in to instances and act with their roles",
  },
  {
    actions: ["ec2:ModifyInstanceAttribute", "ec2:StartInstances"],
    on: "compute",
    gain: "start instances with commands of its own",
  },
  { actions: ["ecs:ExecuteCommand"], on: "compute", gain: "run commands in containers and act with their roles" },
  {
    actions: ["sagemaker:CreatePresignedNotebookInstanceUrl"],
    on: "compute",
    gain: "open notebooks that run with other roles",
  },
  {
    actions: ["sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:UpdateNotebookInstance"],
    on: "compute",
    gain: "run commands in notebooks with other roles",
  },
];

export const ESCALATION_PATHS: readonly EscalationPath[] = [...POLICIES, ...PASSING, ...RUNNING];

/** Every action of the table, each once. */
export const ESCALATION_ACTIONS: readonly string[] = [
  ...new Set(ESCALATION_PATHS.flatMap(({ actions }) => actions.flatMap((one) => one.split("|")))),
].sort();
