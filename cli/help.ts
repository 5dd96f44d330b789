const SCAN = `serverless-atlas scan [DIR...]

  Finds the ten serverless risks (SAS-1 ... SAS-10) in templates and function code.

  -f, --format FORMAT      text (default), json, sarif, markdown or html
  -o, --output FILE        write there instead of standard output
      --fail-on SEVERITY   exit with 1 when a finding is at least that severe: critical, high, medium,
                           low, info, or never. Without it every finding counts, as with other linters.
      --baseline FILE      findings listed there are accepted: they are marked and do not fail the run
      --write-baseline FILE  accept all findings of this run: write them as a baseline and exit with 0
      --no-cache           neither read nor write the cache of earlier runs`;

const GRAPH = `serverless-atlas graph [DIR...]

  Writes the app map: functions, triggers, stores, channels, roles and what connects them.

  -f, --format FORMAT      json (default), mermaid or dot
      --stats              instead of the map, how much was understood: for each template format functions,
                           handlers, triggers and values; SDK calls; what is not known, by reason
  -o, --output FILE        write there instead of standard output
      --no-cache           neither read nor write the cache of earlier runs`;

const POLICY = `serverless-atlas policy [DIR...]

  Writes the least-privilege policy of each function: what its code calls and its configuration needs, on the
  resources that they work on, with the lines that need it.

      --function NAME      this function only
  -f, --format FORMAT      yaml (default, with comments) or json
  -o, --output FILE        write there instead of standard output
      --no-cache           neither read nor write the cache of earlier runs`;

const ADVISORIES = `serverless-atlas advisories refresh [DIR...]

  Asks api.osv.dev for known vulnerabilities of the packages that lock files and manifests name, and keeps the
  answer for later scans of this user (scan --no-cache does without). Names and versions of packages are sent,
  nothing else.`;

const EXIT_CODES = `Exit codes: 0 no finding at or above --fail-on, 1 such findings, 2 wrong usage or unreadable input.
Nothing in DIR is executed, and nothing is sent anywhere but by "advisories refresh".`;

export function helpText(command?: "scan" | "graph" | "policy" | "advisories"): string {
  if (command === "scan") return `${SCAN}\n\n${EXIT_CODES}\n`;
  if (command === "graph") return `${GRAPH}\n`;
  if (command === "policy") return `${POLICY}\n`;
  if (command === "advisories") return `${ADVISORIES}\n`;
  return `Serverless Atlas: the map and the risks of a serverless app.\n\n${SCAN}\n\n${GRAPH}\n\n${POLICY}\n\n${ADVISORIES}\n\n  --help, --version\n\n${EXIT_CODES}\n`;
}
