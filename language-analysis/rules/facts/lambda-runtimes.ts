// When AWS Lambda stops patching a runtime ("deprecation date"), and what comes after it.
// Source: AWS Lambda Developer Guide, "Lambda runtimes", https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
// (tables of supported and deprecated runtimes). To refresh: compare both tables with this one and set `AS_OF` to the day.

/** Day on which the tables were read. Analyses that are given no date take this one. */
export const AS_OF = "2026-02-11";

export interface RuntimeSupport {
  /** Day, as `YYYY-MM-DD`, from which on the runtime gets no security patches. */
  readonly ends: string;
  /** Runtime of the same language to go to. */
  readonly next: string;
}

const NODE = "nodejs22.x";
const PYTHON = "python3.13";
const JAVA = "java21";
const DOTNET = "dotnet8";
const RUBY = "ruby3.4";
const OS = "provided.al2023";

const until = (ends: string, next: string): RuntimeSupport => ({ ends, next });

export const LAMBDA_RUNTIMES: ReadonlyMap<string, RuntimeSupport> = new Map([
  ["nodejs", until("2016-10-31", NODE)],
  ["nodejs4.3", until("2020-03-06", NODE)],
  ["nodejs4.3-edge", until("2019-04-30", NODE)],
  ["nodejs6.10", until("2019-08-12", NODE)],
  ["nodejs8.10", until("2020-03-06", NODE)],
  ["nodejs10.x", until("2021-07-30", NODE)],
  ["nodejs12.x", until("2023-03-31", NODE)],
  ["nodejs14.x", until("2023-12-04", NODE)],
  ["nodejs16.x", until("2024-06-12", NODE)],
  ["nodejs18.x", until("2025-09-01", NODE)],
  ["nodejs20.x", until("2026-04-30", NODE)],
  ["nodejs22.x", until("2027-04-30", "nodejs24.x")],
  ["nodejs24.x", until("2028-04-30", "nodejs24.x")],
  ["python2.7", until("2021-07-15", PYTHON)],
  ["python3.6", until("2022-07-18", PYTHON)],
  ["python3.7", until("2023-12-04", PYTHON)],
  ["python3.8", until("2024-10-14", PYTHON)],
  ["python3.9", until("2025-12-15", PYTHON)],
  ["python3.10", until("2026-10-31", PYTHON)],
  ["python3.11", until("2027-06-30", PYTHON)],
  ["python3.12", until("2028-10-31", PYTHON)],
  ["python3.13", until("2029-06-30", "python3.14")],
  ["python3.14", until("2029-06-30", "python3.14")],
  ["java8", until("2024-01-08", JAVA)],
  ["java8.al2", until("2027-06-30", JAVA)],
  ["java11", until("2027-06-30", JAVA)],
  ["java17", until("2027-06-30", JAVA)],
  ["java21", until("2029-06-30", "java25")],
  ["java25", until("2029-06-30", "java25")],
  ["dotnetcore1.0", until("2019-06-27", DOTNET)],
  ["dotnetcore2.0", until("2019-05-30", DOTNET)],
  ["dotnetcore2.1", until("2022-01-05", DOTNET)],
  ["dotnetcore3.1", until("2023-04-03", DOTNET)],
  ["dotnet5.0", until("2022-05-10", DOTNET)],
  ["dotnet6", until("2024-12-20", DOTNET)],
  ["dotnet7", until("2024-05-14", DOTNET)],
  ["dotnet8", until("2026-11-10", "dotnet10")],
  ["dotnet10", until("2028-11-14", "dotnet10")],
  ["ruby2.5", until("2021-07-30", RUBY)],
  ["ruby2.7", until("2023-12-07", RUBY)],
  ["ruby3.2", until("2026-03-31", RUBY)],
  ["ruby3.3", until("2027-03-31", RUBY)],
  ["ruby3.4", until("2028-03-31", RUBY)],
  ["go1.x", until("2024-01-08", OS)],
  ["provided", until("2024-01-08", OS)],
  ["provided.al2", until("2026-07-31", OS)],
  ["provided.al2023", until("2029-06-30", OS)],
]);
