/** Files by what a credential in them is used for. */
export type SecretFileKind = "environment" | "tooling" | "other";

const ENVIRONMENT = /(^|\/)(\.env(\.[\w-]+)*|[\w-]*\.env|local\.settings\.json|\.dev\.vars)$/i;
/** Pipelines, images, package managers. */
const TOOLING =
  /(^|\/)(\.github\/workflows\/[^/]+|\.gitlab-ci\.ya?ml|\.circleci\/[^/]+|\.travis\.ya?ml|\.drone\.ya?ml|azure-pipelines[\w-]*\.ya?ml|bitbucket-pipelines\.ya?ml|buildspec[\w.-]*\.ya?ml|Jenkinsfile|cloudbuild\.ya?ml|appveyor\.ya?ml|Dockerfile[\w.-]*|[\w.-]*\.Dockerfile|(docker-)?compose[\w.-]*\.ya?ml|\.npmrc|\.yarnrc(\.yml)?|\.pypirc|\.netrc|\.dockercfg|pip\.conf|package\.json|pyproject\.toml|NuGet\.config|settings\.xml|gradle\.properties|Makefile|credentials)$/i;

export function secretFileKind(file: string): SecretFileKind {
  if (ENVIRONMENT.test(file)) return "environment";
  return TOOLING.test(file) ? "tooling" : "other";
}
