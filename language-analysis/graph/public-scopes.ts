// Scopes of npm under which everybody's packages are published. A package of another scope may be the company's own, and call AWS.

const SCOPES = `
  ai-sdk algolia angular ant-design anthropic-ai apollo arethetypeswrong asteasolutions astrojs asyncapi auth0 aws-amplify aws-cdk
  aws-crypto aws-lambda-powertools aws-sdk aws-solutions-constructs axe-core azure babel biomejs bufbuild bugsnag casl
  changesets clerk clickhouse cloudflare codegenie commitlint confluentinc contentful cypress datadog date-fns date-io
  discordjs dnd-kit dotenvx elastic emotion epic-web esbuild eslint ethersproject expo expressjs faker-js fastify fluentui
  formatjs fortawesome godaddy google google-ai google-cloud googleapis googlemaps grafana graphql-codegen graphql-tools
  graphql-yoga grpc hapi headlessui hono hookform hotwired hubspot huggingface iconify img influxdata inquirer
  ioredis isaacs jest jimp js-joda js-temporal jsdevtools koa langchain launchdarkly lezer lib libsql line linaria logdna
  logtail lukeed lumigo mailchimp mapbox mapstruct mdx-js medusajs meilisearch microsoft middy mikro-orm mistralai mongodb-js
  mui mysql napi-rs nestjs neondatabase netlify newrelic next noble node-rs node-saml nodelib notionhq npmcli nrwl nuxt nx
  octokit okta opensearch-project openai openapi-contrib opentelemetry orpc panva paralleldrive parcel peculiar pinecone-database
  pinojs planetscale playwright pnpm popperjs preact prisma probot protobufjs puppeteer qdrant radix-ui react-aria
  react-email react-native react-spring redis reduxjs remix-run replit rollup rushstack scure segment semantic-release sendgrid
  sentry serverless serverless-stack shopify sideway simplewebauthn sinclair sindresorhus slack smithy snyk solana standard-schema
  statsig storybook stripe stylistic supabase supercharge surrealdb svelte-kit sveltejs swc t3-oss tailwindcss tanstack tensorflow
  testing-library thundra tiptap tootallnate trivago trpc ts-morph ts-rest tsconfig tsd tsoa turf twilio types typescript-eslint
  typeschema unocss upstash uppy valibot vendia vercel visx vitejs vitest vue vueuse wagmi web3 webassemblyjs workos xenova
  xmldom xstate yarnpkg zeit zod
`;

const PUBLIC: ReadonlySet<string> = new Set(SCOPES.trim().split(/\s+/));

/** `@acme/orders`: nobody but its owner knows what it does. */
export function isOfOwnScope(module: string): boolean {
  const scope = /^@([^/]+)\/./.exec(module)?.[1];
  return scope !== undefined && !PUBLIC.has(scope);
}
