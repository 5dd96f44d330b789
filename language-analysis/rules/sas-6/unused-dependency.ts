import type { Dependency } from "../../model/dependencies.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { ancestorsOf, folderOf } from "../../graph/paths.ts";
import { bundlesOf, functionFor, functionNames, isProvided, packagesImportedBy, type Bundle } from "./bundles.ts";

/** Used without being imported: types, tools, plugins, drivers that another package loads by name, and what runs the app. */
const IMPLICIT =
  /^@types\/|^@babel\/|^babel-|^core-js|^regenerator-runtime$|^tslib$|^source-map-support$|^reflect-metadata$|^serverless($|-)|^@serverless\/|^(?:eslint|prettier|typescript|esbuild|webpack|rollup|jest|mocha|ts-node|vite|aws-cdk|cdk|husky|nodemon|sst)(?:$|-)|(?:-loader|-plugin|-cli|-preset|-tools)$|^node-gyp$|^(?:pg|pg-native|mysql|mysql2|sqlite3|tedious|oracledb|mariadb|mongodb|redis|sharp|canvas|encoding|bufferutil|utf-8-validate|ejs|pug|handlebars)$|^(?:psycopg2|psycopg2-binary|dnspython|pymysql|mysqlclient|cx-oracle|gunicorn|uvicorn|wheel|setuptools|pip|zappa|chalice|awscli|aws-sam-cli|pytest|black|flake8|mypy|pylint|boto3-stubs|mypy-boto3.*|python-multipart|email-validator|pyarrow|s3fs|fsspec|openpyxl|xlrd|lxml|cryptography|certifi|urllib3|six|greenlet|werkzeug|markupsafe|jinja2|click|itsdangerous|charset-normalizer|chardet|idna|s3transfer|jmespath|cffi|pycparser|typing-extensions|pydantic-core|annotated-types|attrs|starlette|anyio|sniffio|h11|zipp|importlib-metadata|packaging|pyparsing|pytz|tzdata|azure-functions-worker)$/;

/** What a package loads when a part of it is used that asks for it. Source: Powertools for AWS Lambda (Python), "Install". */
const LOADED_BY: Readonly<Record<string, readonly string[]>> = {
  "aws-lambda-powertools": ["aws-xray-sdk", "pydantic", "pydantic-settings", "fastjsonschema", "aws-encryption-sdk"],
};

function isLoadedBy(imported: ReadonlySet<string>, name: string): boolean {
  return Object.entries(LOADED_BY).some(([user, loaded]) => imported.has(user) && loaded.includes(name));
}

export const unusedDependency = defineRule({
  id: "SAS-6/unused-dependency",
  title: "Packaged and never imported",
  severity: "low",
  why: "What is never used still has vulnerabilities, install scripts and a start-up cost. Packages that frameworks load by name are left alone as far as they are known.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  mitigation: "Remove the package, or move it to the development dependencies.",
  snippets: [{ title: say("npm"), language: "sh", text: "npm uninstall left-pad" }],
  scope: "workspace",
  *check(context) {
    const bundles = bundlesOf(context);
    const importedIn = importsByFolder(context, new Set(bundles.map(({ manifest }) => folderOf(manifest.file))));
    for (const bundle of bundles) {
      const { manifest } = bundle;
      if (!bundle.isPackaged) continue;
      if (manifest.ecosystem !== "npm" && manifest.ecosystem !== "PyPI") continue;
      // Code in other languages, or that can't be followed, may use anything; what no template deploys has no package.
      if (bundle.functions.some(({ handler, undeclared }) => !handler || undeclared)) continue;
      const imported = importedIn.get(`${manifest.ecosystem}:${folderOf(manifest.file)}`);
      if (!imported) continue;
      // What another package asks for may be there to fix its version.
      const required = new Set((bundle.lock?.packages ?? []).flatMap(({ requires }) => requires ?? []));
      for (const entry of manifest.packages) {
        if (entry.scope !== "runtime" || imported.has(entry.name) || required.has(entry.name)) continue;
        if (IMPLICIT.test(entry.name) || isLoadedBy(imported, entry.name)) continue;
        if (isProvided(entry.name) || manifest.mentions?.includes(entry.name)) continue;
        yield {
          on: functionFor(bundle),
          at: rangeOf(manifest.file, entry.at),
          key: `${manifest.file}\n${entry.name}`,
          confidence: "medium",
          message: say(
            "{0} is packaged with {1}, but no code imports it.",
            entry.name,
            functionNames(bundle.functions),
          ),
          fixes: removal(bundle, entry),
        };
      }
    }
  },
});

/** Names imported by any code in or below each of `folders`, tests included, by ecosystem and folder; no entry where there is no code. */
function importsByFolder(
  { code }: RuleContext,
  folders: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [file, { module }] of code) {
    const own = folderOf(file);
    const ecosystem = module.language === "python" ? "PyPI" : "npm";
    for (const folder of new Set([own, ...ancestorsOf(own)])) {
      if (!folders.has(folder)) continue;
      const key = `${ecosystem}:${folder}`;
      let names = found.get(key);
      if (!names) found.set(key, (names = new Set()));
      for (const { name } of packagesImportedBy(module, ecosystem)) names.add(name);
    }
  }
  return found;
}

/** A line of its own is taken out whole; in JSON the comma of the neighbour goes with it. */
function removal({ manifest }: Bundle, entry: Dependency): readonly Fix[] {
  const [line, , endLine] = entry.at;
  const sameLine = manifest.packages.filter(({ at }) => at[0] === line);
  if (endLine !== line || sameLine.length > 1) return [];
  const title = say("Remove {0}", entry.name);
  if (!manifest.file.endsWith(".json")) {
    return [{ title, edits: [{ at: rangeOf(manifest.file, [line, 0, line + 1, 0]), newText: "" }] }];
  }
  const section = manifest.packages.filter(({ scope }) => scope === entry.scope);
  const index = section.indexOf(entry);
  const [before, after] = [section[index - 1], section[index + 1]];
  // From the end of the neighbour to the end of this one, or from this one to the neighbour: the comma lies between.
  const span = before
    ? ([before.at[2], before.at[3], entry.at[2], entry.at[3]] as const)
    : after
      ? ([entry.at[0], entry.at[1], after.at[0], after.at[1]] as const)
      : entry.at;
  return [{ title, edits: [{ at: rangeOf(manifest.file, span), newText: "" }] }];
}
