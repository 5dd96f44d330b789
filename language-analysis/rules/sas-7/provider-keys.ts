// Credentials that their own format gives away. Sources: the providers' documentation of their key formats.
export interface KeyFormat {
  readonly name: string;
  readonly pattern: RegExp;
}

export const KEY_FORMATS: readonly KeyFormat[] = [
  { name: "AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { name: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/ },
  { name: "GitLab token", pattern: /\bglpat-[\w-]{20,}/ },
  { name: "Slack token", pattern: /\bxox[abeprs]-[A-Za-z0-9-]{10,}/ },
  { name: "Slack webhook", pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{16,}/ },
  { name: "Stripe key", pattern: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { name: "Google API key", pattern: /\bAIza[0-9A-Za-z_-]{35}\b/ },
  { name: "SendGrid key", pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/ },
  { name: "Twilio key", pattern: /\bSK[0-9a-f]{32}\b/ },
  { name: "Mailgun key", pattern: /\bkey-[0-9a-f]{32}\b/ },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: "OpenAI key", pattern: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}/ },
  { name: "Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{32,}/ },
  { name: "signed token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/ },
  { name: "private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s\\]{60,}/ },
];

/** Password in `scheme://user:password@host`; group 1. */
export const URL_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@?#]*:([^\s:/@?#]{3,})@[^\s@/]/i;
/** Password of a `Server=...;Password=...;` connection string; group 1. */
export const CONNECTION_PASSWORD = /(?:^|;)\s*(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*([^;]{4,})/i;

/** A quick look: what passes may match one of the formats, what does not matches none of them. */
export const MAY_HOLD_KEY =
  /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|hooks\.slack|[sr]k_(?:live|test)_|AIza|SG\.|SK[0-9a-f]{32}|key-|npm_|sk-|eyJ|PRIVATE KEY|:\/\/[^\s/@]*:[^\s@]*@|(?:password|pwd|accountkey|sharedaccesskey)\s*=/i;
