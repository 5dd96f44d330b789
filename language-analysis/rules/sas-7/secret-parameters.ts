// Parameters that take a secret, whatever the value is called. Sources: READMEs of jsonwebtoken, jwt-simple, jose, jws, njwt, fast-jwt,
// express-jwt, koa-jwt, passport-jwt, @nestjs/jwt, express-session, cookie-parser, stripe, twilio, openai, @anthropic-ai/sdk, @sendgrid/mail,
// @octokit/rest, @slack/web-api, node-telegram-bot-api, mailgun-js, algoliasearch, pusher, sequelize, nodemailer; PyJWT "Usage"; Authlib "JWT";
// JWCrypto "JWK"; docs.python.org hmac, smtplib, ftplib; nodejs.org/api/crypto.html; cryptography.io "Fernet"; CryptoJS "Ciphers"; API
// references of PyMySQL, mysqlclient, pymssql, redis-py, requests, PyGithub, slack_sdk; AWS SDKs, "Credentials".

export interface SecretParameter {
  readonly call: RegExp;
  readonly index: number;
  readonly keyword?: string;
  /** Of the object that stands there: `auth.pass`; a number for an item of a list. */
  readonly option?: string;
}

/** What stands there signs, encrypts or seals: a stand-in is as bad as any word. */
export const SIGNING_PARAMETERS: readonly SecretParameter[] = [
  { call: /^(?:jsonwebtoken|jwt|jwt-simple)\.(?:default\.)?(?:sign|verify)$/, index: 1 },
  { call: /^(?:jwt(?:\.PyJWT)?|jose\.jwt|jwt-simple)\.(?:encode|decode)$/, index: 1, keyword: "key" },
  { call: /^authlib\.jose\.(?:jwt|JsonWebToken)\.encode$/, index: 2, keyword: "key" },
  { call: /^authlib\.jose\.(?:jwt|JsonWebToken)\.decode$/, index: 1, keyword: "key" },
  { call: /^jwcrypto\.(?:jwk\.)?JWK$/, index: 9, keyword: "k" },
  { call: /^jose\.(?:JWT|JWS)\.(?:sign|verify)$/, index: 1 },
  { call: /^jose\.JWK\.asKey$/, index: 0 },
  { call: /^jose\.(?:jwt|compact|flattened|general)Verify$/, index: 1 },
  { call: /^jose\.(?:SignJWT|CompactSign|FlattenedSign|GeneralSign)\b.*\.sign$/, index: 0 },
  { call: /^jws\.verify$/, index: 2 },
  { call: /^jws\.sign$/, index: 0, option: "secret" },
  { call: /^njwt\.(?:create|verify)$/, index: 1 },
  { call: /^fast-jwt\.create(?:Signer|Verifier)$/, index: 0, option: "key" },
  { call: /^(?:express-jwt(?:\.\w+)?|koa-jwt|express-session)$/, index: 0, option: "secret" },
  { call: /^@nestjs\/jwt\.Jwt(?:Module\.register|Service)$/, index: 0, option: "secret" },
  { call: /^passport-jwt\.Strategy$/, index: 0, option: "secretOrKey" },
  { call: /^cookie-parser$/, index: 0 },
  { call: /^crypto\.createHmac$/, index: 1 },
  { call: /^crypto\.createSecretKey$/, index: 0 },
  { call: /^crypto\.create(?:Cipher|Decipher)(?:iv)?$/, index: 1 },
  { call: /^hmac\.new$/, index: 0, keyword: "key" },
  { call: /^cryptography\.fernet\.Fernet$/, index: 0, keyword: "key" },
  { call: /^(?:Crypto|Cryptodome)\.Cipher\.\w+\.new$/, index: 0, keyword: "key" },
  { call: /^crypto-js\.(?:AES|DES|TripleDES|Rabbit|RC4)\.(?:encrypt|decrypt)$/, index: 1 },
  { call: /^crypto-js\.Hmac\w+$/, index: 1 },
  { call: /^itsdangerous\.\w*Serializer$/, index: 0, keyword: "secret_key" },
];

/** What stands there signs in: a stand-in is none. */
export const SIGN_IN_PARAMETERS: readonly SecretParameter[] = [
  { call: /^aws-sdk\.Credentials$/, index: 1 },
  { call: /^(?:aio)?boto3\.(?:session\.|sessions\.)?Session$/, index: 1, keyword: "aws_secret_access_key" },
  { call: /^(?:pymysql|MySQLdb|mysql\.connector|pymssql)\.connect$/, index: 2, keyword: "password" },
  { call: /^redis\.(?:Strict)?Redis$/, index: 3, keyword: "password" },
  { call: /^sequelize(?:\.Sequelize)?$/, index: 2 },
  { call: /(?:^|\.)login$/, index: 1, keyword: "password" },
  { call: /^ftplib\.FTP(?:_TLS)?$/, index: 2, keyword: "passwd" },
  { call: /^requests\.auth\.HTTP\w*Auth$/, index: 1, keyword: "password" },
  { call: /^(?:requests|httpx)\.(?:\w+\.)?\w+$/, index: 99, keyword: "auth", option: "1" },
  { call: /^nodemailer\.(?:default\.)?createTransport$/, index: 0, option: "auth.pass" },
  { call: /^stripe(?:\.(?:default|Stripe|StripeClient))?$/, index: 0 },
  { call: /^(?:twilio(?:\.Twilio)?|twilio\.rest\.Client)$/, index: 1, keyword: "password" },
  {
    call: /^(?:openai(?:\.(?:default|OpenAI|Configuration))?|@anthropic-ai\/sdk(?:\.\w+)?)$/,
    index: 0,
    option: "apiKey",
  },
  { call: /^(?:openai\.(?:Async)?(?:Azure)?OpenAI|anthropic\.(?:Async)?Anthropic)$/, index: 9, keyword: "api_key" },
  {
    call: /^(?:@sendgrid\/(?:mail|client)\.(?:default\.)?setApiKey|sendgrid\.SendGridAPIClient)$/,
    index: 0,
    keyword: "api_key",
  },
  { call: /^(?:@octokit\/(?:rest|core)|octokit)\.Octokit$/, index: 0, option: "auth" },
  { call: /^github\.Github$/, index: 0, keyword: "login_or_token" },
  { call: /^(?:@slack\/web-api|slack_sdk|slack)\.(?:Async)?WebClient$/, index: 0, keyword: "token" },
  { call: /^(?:node-telegram-bot-api|telegraf\.Telegraf|telegram\.Bot)$/, index: 0, keyword: "token" },
  { call: /^mailgun-js$/, index: 0, option: "apiKey" },
  { call: /^algoliasearch(?:\.default)?$/, index: 1 },
  { call: /^pusher\.?(?:Pusher)?$/, index: 0, keyword: "secret", option: "secret" },
];

/** Settings of web frameworks that sign sessions, by what they are assigned to. Source: Flask "Configuration"; Flask-JWT-Extended "Options". */
export const SIGNING_SETTINGS = /^(?:SECRET_KEY|JWT_SECRET_KEY|WTF_CSRF_SECRET_KEY)$/;
