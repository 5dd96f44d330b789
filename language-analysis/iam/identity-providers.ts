// Identity providers that many customers share, and the claim that tells one's own from theirs.
// Sources: IAM User Guide, "Create a role for OpenID Connect federation" and "Identity-provider controls for shared OIDC providers".

export interface SharedProvider {
  readonly name: string;
  /** Host of the issuer, or its end. */
  readonly host: RegExp;
  /** Claims of which one must be asked for; a condition key is `host:claim`. */
  readonly claims: readonly string[];
}

export const SHARED_PROVIDERS: readonly SharedProvider[] = [
  {
    name: "GitHub Actions",
    host: /^token\.actions\.githubusercontent\.com$/,
    claims: ["sub", "repository", "repository_id", "repository_owner", "repository_owner_id", "job_workflow_ref"],
  },
  { name: "GitLab", host: /^gitlab\.com$/, claims: ["sub"] },
  { name: "Bitbucket", host: /^api\.bitbucket\.org(?:\/|$)/, claims: ["sub", "aud"] },
  { name: "CircleCI", host: /^oidc\.circleci\.com(?:\/|$)/, claims: ["sub", "aud"] },
  { name: "Terraform Cloud", host: /^app\.terraform\.io$/, claims: ["sub"] },
  { name: "Buildkite", host: /^agent\.buildkite\.com$/, claims: ["sub"] },
  { name: "Vercel", host: /^oidc\.vercel\.com(?:\/|$)/, claims: ["sub", "aud"] },
  { name: "Google", host: /^accounts\.google\.com$/, claims: ["aud", "sub", "oaud"] },
  { name: "Login with Amazon", host: /^www\.amazon\.com$/, claims: ["app_id", "user_id"] },
  { name: "Facebook", host: /^graph\.facebook\.com$/, claims: ["app_id", "id"] },
  { name: "Amazon Cognito", host: /^cognito-identity\.amazonaws\.com$/, claims: ["aud", "sub"] },
];

/** `arn:aws:iam::1:oidc-provider/host` and `https://host` become `host`; the text itself for a bare host. */
export function issuerHost(text: string): string {
  const provider = text.indexOf("oidc-provider/");
  return (provider < 0 ? text : text.slice(provider + "oidc-provider/".length))
    .replace(/^https?:\/\//, "")
    .toLowerCase();
}

export function sharedProvider(host: string): SharedProvider | undefined {
  return SHARED_PROVIDERS.find((one) => one.host.test(host));
}

export type SubjectBreadth = "anyone" | "organization" | "narrow";

/** First parts of GitHub's customised subjects that any repository can set. */
const FREE_CLAIMS =
  /^(?:environment|ref|ref_type|workflow|context|head_ref|base_ref|event_name|actor|run_id|job_workflow_ref:\*)(?::|$)/;

/** How many repositories a value for `sub` lets in; `*` and `?` count only when the operator expands them. */
export function subjectBreadth(pattern: string, expands: boolean): SubjectBreadth {
  if (!expands) return FREE_CLAIMS.test(pattern) ? "anyone" : "narrow";
  if (/^[*?:]*$/.test(pattern) || FREE_CLAIMS.test(pattern)) return "anyone";
  const group = /^(?:repo|project_path|organization|org)[:/]([^/:]*)(?:[/:](.*))?$/.exec(pattern);
  if (!group)
    return /^[^*?]*[*?]/.test(pattern) && !/[:/]/.test(pattern.slice(0, pattern.search(/[*?]/))) ? "anyone" : "narrow";
  const [, owner = "", rest] = group;
  if (/[*?]/.test(owner)) return "anyone";
  return rest === undefined || /^[*?]/.test(rest) ? "organization" : "narrow";
}
