// Credentials that their own format gives away. Sources: the providers' documentation of their key formats.
export interface KeyFormat {
  readonly name: string;
  readonly pattern: RegExp;
}

export const KEY_FORMATS: readonly KeyFormat[] = [
  { name: "AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { name: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/ },
  { name: "GitLab token", pattern: /\bglpat-[\w-]{20,}/ },
  {
    name: "Slack token",
    pattern: /\b(?:xox[abeoprs]-[A-Za-z0-9-]{8,}|xapp-\d-[A-Za-z0-9-]{20,}|xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{20,})/,
  },
  { name: "Slack webhook", pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{30,}/ },
  { name: "Stripe key", pattern: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { name: "Google API key", pattern: /\bAIza[0-9A-Za-z_-]{35}(?![\w=-])/ },
  { name: "SendGrid key", pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/ },
  { name: "Twilio key", pattern: /\bSK[0-9a-f]{32}\b/ },
  { name: "Mailgun key", pattern: /\bkey-[0-9a-f]{32}\b/ },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: "OpenAI key", pattern: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}/ },
  { name: "Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{32,}/ },
  { name: "signed token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/ },
  { name: "Telegram bot token", pattern: /(?<![\w.])\d{8,10}:AA[A-Za-z0-9_-]{33}(?![\w-])/ },
  { name: "Square secret", pattern: /\bsq0(?:csp|atp|idp)-[A-Za-z0-9_-]{22,}/ },
  { name: "SonarQube token", pattern: /\bsq[upa]_[a-f0-9]{40}\b/ },
  { name: "Artifactory token", pattern: /\bAKC[a-zA-Z0-9]{10,}/ },
  { name: "Amazon MWS token", pattern: /\bamzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/ },
  { name: "Kolide key", pattern: /\bk2sk_v1_[A-Za-z0-9]{24}/ },
  { name: "Google OAuth secret", pattern: /\bGOCSPX-[A-Za-z0-9_-]{28}/ },
  { name: "Google OAuth token", pattern: /\bya29\.[A-Za-z0-9_-]{30,}/ },
  { name: "Firebase messaging key", pattern: /\bAAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{100,}/ },
  {
    name: "Microsoft Teams webhook",
    pattern: /\b(?:outlook\.office\.com\/webhook|[\w-]+\.webhook\.office\.com\/webhookb2)\/[0-9a-f-]{36}@/,
  },
  { name: "Discord webhook", pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,}\/[\w-]{60,}/ },
  { name: "DigitalOcean token", pattern: /\bdo[opr]_v1_[a-f0-9]{64}/ },
  { name: "Doppler token", pattern: /\bdp\.(?:pt|st|sa|ct|scim|audit)\.[A-Za-z0-9.]{40,}/ },
  { name: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/ },
  { name: "PyPI token", pattern: /\bpypi-AgEI[A-Za-z0-9_-]{50,}/ },
  { name: "RubyGems key", pattern: /\brubygems_[a-f0-9]{48}/ },
  { name: "HashiCorp Vault token", pattern: /\bhv[sb]\.[A-Za-z0-9_-]{24,}/ },
  { name: "Terraform Cloud token", pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}/ },
  { name: "Postman key", pattern: /\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}/i },
  { name: "New Relic key", pattern: /\bNRA[KL]-[A-Z0-9]{27}|\bNRJS-[a-f0-9]{19}/i },
  { name: "Linear key", pattern: /\blin_api_[A-Za-z0-9]{40}/ },
  { name: "Atlassian token", pattern: /\bATATT3[A-Za-z0-9_=-]{50,}/ },
  { name: "Databricks token", pattern: /\bdapi[a-f0-9]{32}\b/ },
  { name: "PlanetScale credential", pattern: /\bpscale_(?:tkn|pw|oauth)_[\w.=-]{32,}/ },
  { name: "age secret key", pattern: /\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/ },
  { name: "Dynatrace token", pattern: /\bdt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/i },
  { name: "EasyPost key", pattern: /\bEZ[AT]K[A-Za-z0-9]{54}/ },
  { name: "Grafana token", pattern: /\bgl(?:sa_[A-Za-z0-9]{32}_[a-f0-9]{8}|c_[A-Za-z0-9+/=]{32,})/i },
  { name: "Hugging Face token", pattern: /\bhf_[A-Za-z]{34}\b/ },
  { name: "Mailchimp key", pattern: /\b[a-f0-9]{32}-us\d{1,2}\b/ },
  { name: "Brevo key", pattern: /\bxkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}/ },
  { name: "Pulumi token", pattern: /\bpul-[a-f0-9]{40}\b/ },
  { name: "Prefect token", pattern: /\bpnu_[A-Za-z0-9]{36}\b/ },
  { name: "Shippo token", pattern: /\bshippo_(?:live|test)_[a-f0-9]{40}/ },
  { name: "Typeform token", pattern: /\btfp_[\w.=-]{59}/ },
  { name: "Clojars token", pattern: /\bCLOJARS_[a-z0-9]{60}/i },
  { name: "Alibaba access key", pattern: /\bLTAI[A-Za-z0-9]{20}\b/ },
  { name: "Flutterwave key", pattern: /\bFLWSECK(?:_TEST)?-[a-h0-9]{12,}/i },
  { name: "Sentry token", pattern: /\bsntry[su]_[A-Za-z0-9+/=_-]{40,}/ },
  { name: "Notion token", pattern: /\b(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{46})\b/ },
  { name: "Facebook secret", pattern: /graph\.facebook\.com\/[^\s"']*client_secret=[a-f0-9]{32}/ },
  {
    name: "private key",
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s*(?:[A-Za-z]+: [^\n]*\s+)*[A-Za-z0-9+/=\s\\]{60,}/,
  },
];

/** Password in `scheme://user:password@host`; group 1. */
export const URL_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@?#]*:([^\s:/@?#]{3,})@[^\s@/]/i;
/** Password of a `Server=...;Password=...;` connection string; group 1. */
export const CONNECTION_PASSWORD = /(?:^|;)\s*(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*(?!'\s*,)([^;]{4,})/i;
/** Password of a `host=... user=... password=...` connection string of PostgreSQL; group 1. */
export const KEYWORD_PASSWORD = /^(?=.*\b(?:host|dbname|user)=)(?:.*\s)?password='?([^\s';]{4,})/i;
/** Credential of an `Authorization` header; group 1. */
export const HEADER_CREDENTIAL = /^(?:bearer|basic|token|bot|apikey)\s+([\w.~+/-]{16,}={0,2})$/i;

/** A quick look: what passes may match one of the formats, what does not matches none of them. */
export const MAY_HOLD_KEY =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|hooks\.slack|[sr]k_(?:live|test)_|AIza|SG\.|SK[0-9a-f]{32}|key-|npm_|sk-|eyJ|PRIVATE KEY|xapp-|\d{8}:AA|sq0|sq[upa]_|AKC|amzn\.mws|k2sk_|GOCSPX|ya29\.|AAAA|outlook\.office|webhook|do[opr]_v1|dp\.|shp|pypi-|rubygems_|hv[sb]\.|atlasv1|PMAK|NRA[KL]|NRJS|lin_api|ATATT|dapi|pscale_|AGE-SECRET|dt0|EZ[AT]K|gl(?:sa|c)_|hf_|-us\d|xkeysib|pul-|pnu_|shippo_|tfp_|CLOJARS|LTAI|FLWSECK|sntry|secret_|ntn_|client_secret=|:\/\/[^\s/@]*:[^\s@]*@|(?:password|pwd|accountkey|sharedaccesskey)\s*=/i;
