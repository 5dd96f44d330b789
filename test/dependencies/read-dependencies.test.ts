import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDependencyFile, readDependencies } from "../../language-analysis/dependencies/index.ts";

/** `name version-or-requirement scope`, with what else is said of it. */
const packagesOf = (file: string, text: string) =>
  (readDependencies(file, text).value?.packages ?? []).map((each) =>
    [each.name, each.version ?? `(${each.requirement ?? ""})`, each.scope, each.source ?? ""].join(" ").trim(),
  );

/** The text of each entry and of its requirement. */
const spansOf = (file: string, text: string) => {
  const lines = text.split("\n");
  const cut = (span: readonly number[] | undefined) => span && lines[span[0] ?? 0]?.slice(span[1], span[3]);
  return (readDependencies(file, text).value?.packages ?? []).map(({ at, requirementAt }) => [
    cut(at),
    cut(requirementAt),
  ]);
};

describe("manifests and lock files", () => {
  test.each([
    [
      "package.json",
      '{"dependencies": {"a": "^1.2.3", "b": "1.0.0", "c": "github:x/c", "d": "https://x/d.tgz", "e": "file:../e"},\n "devDependencies": {"f": "*"}, "peerDependencies": {"g": ">=1"}, "optionalDependencies": {"h": "=2.0.0"}}',
      [
        "a (^1.2.3) runtime",
        "b 1.0.0 runtime",
        "c (github:x/c) runtime git",
        "d (https://x/d.tgz) runtime url",
        "e (file:../e) runtime file",
        "f (*) development",
        "g (>=1) peer",
        "h 2.0.0 optional",
      ],
    ],
    [
      "package-lock.json",
      '{"lockfileVersion": 3, "packages": {"": {"name": "app"}, "node_modules/a": {"version": "1.0.0", "hasInstallScript": true},\n "node_modules/a/node_modules/@s/b": {"version": "2.0.0", "dev": true}, "libs/own": {"version": "9.0.0"}}}',
      ["a 1.0.0 runtime", "@s/b 2.0.0 development"],
    ],
    [
      "npm-shrinkwrap.json",
      '{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0", "optional": true}}}}}',
      ["a 1.0.0 runtime", "b 2.0.0 optional"],
    ],
    [
      "yarn.lock",
      '# yarn lockfile v1\n\na@^1.0.0, a@^1.1.0:\n  version "1.2.0"\n  dependencies:\n    "@s/b" "^2.0.0"\n\n"@s/b@^2.0.0":\n  version "2.0.1"\n',
      ["a 1.2.0 runtime", "@s/b 2.0.1 runtime"],
    ],
    [
      "yarn.lock",
      '__metadata:\n  version: 8\n\n"a@npm:^1.0.0":\n  version: 1.2.0\n  resolution: "a@npm:1.2.0"\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n',
      ["a 1.2.0 runtime"],
    ],
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '6.0'\ndependencies:\n  a: 1.0.0\npackages:\n\n  /a@1.0.0(b@2.0.0):\n    resolution: {integrity: x}\n  '/@s/b@2.0.0':\n    dev: true\n  /c/3.0.0:\n    requiresBuild: true\n",
      ["a 1.0.0 runtime", "@s/b 2.0.0 development", "c 3.0.0 runtime"],
    ],
    [
      "requirements.txt",
      "# tools\nRequests==2.31.0\nPyYAML>=5,<6 # parser\nflask[async]~=2.0 ; python_version > '3'\nboto3\n-r base.txt\ngit+https://x/y.git@main#egg=Y_lib\nz @ https://x/z.whl\n",
      [
        "requests 2.31.0 runtime",
        "pyyaml (>=5,<6) runtime",
        "flask (~=2.0) runtime",
        "boto3 () runtime",
        "y-lib (git+https://x/y.git@main#egg=Y_lib) runtime git",
        "z (https://x/z.whl) runtime url",
      ],
    ],
    ["requirements-dev.txt", "pytest==8.0\n", ["pytest 8.0 development"]],
    [
      "Pipfile",
      '[packages]\nrequests = "*"\nflask = {version = "==2.0.1", extras = ["async"]}\n[dev-packages]\npytest = ">=7"\n[requires]\npython_version = "3.12"\n',
      ["requests () runtime", "flask 2.0.1 runtime", "pytest (>=7) development"],
    ],
    [
      "Pipfile.lock",
      '{\n    "_meta": {\n        "requires": {}\n    },\n    "default": {\n        "requests": {\n            "hashes": [],\n            "version": "==2.31.0"\n        }\n    },\n    "develop": {\n        "pytest": {\n            "version": "==8.0"\n        }\n    }\n}',
      ["requests 2.31.0 runtime", "pytest 8.0 development"],
    ],
    [
      "pyproject.toml",
      '[project]\nname = "x"\ndependencies = [\n  "requests>=2", # http\n  "flask[async]==2.0.1",\n]\n[tool.other]\ndependencies = ["no"]\n',
      ["requests (>=2) runtime", "flask 2.0.1 runtime"],
    ],
    [
      "pyproject.toml",
      '[tool.poetry.dependencies]\npython = "^3.12"\nrequests = "^2.31"\nown = { git = "https://x" }\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
      ["requests (^2.31) runtime", "own () runtime git", "pytest (^8) development"],
    ],
    ["pyproject.toml", "[tool.black]\nline-length = 100\n", []],
    [
      "poetry.lock",
      '[[package]]\nname = "Requests"\nversion = "2.31.0"\n\n[package.dependencies]\nname = "no"\n\n[[package]]\nname = "idna"\nversion = "3.4"\n',
      ["requests 2.31.0 runtime", "idna 3.4 runtime"],
    ],
    [
      "go.mod",
      "module x\n\nrequire github.com/a/b v1.2.3\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n",
      ["github.com/a/b v1.2.3 runtime", "golang.org/x/net v0.1.0 runtime"],
    ],
    [
      "pom.xml",
      "<project><properties><log.version>2.14.1</log.version></properties><dependencies>\n<dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></dependency>\n<dependency><groupId>g</groupId><artifactId>b</artifactId><version>${log.version}</version><scope>test</scope></dependency>\n</dependencies></project>",
      ["g:a 1.0 runtime", "g:b 2.14.1 development"],
    ],
    [
      "pom.xml",
      "<project><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></dependency></dependencies></dependencyManagement><dependencies>\n<dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>\n<dependency><groupId>g</groupId><artifactId>b</artifactId></dependency>\n</dependencies></project>",
      ["g:a 1.0 runtime", "g:b () runtime"],
    ],
    [
      "build.gradle",
      'dependencies {\n  implementation \'g:a:1.0\'\n  testImplementation("g:b:2.0")\n  implementation "g:c:$v"\n}',
      ["g:a 1.0 runtime", "g:b 2.0 development"],
    ],
    [
      "gradle.lockfile",
      "# x\ng:a:1.0=runtimeClasspath\ng:b:2.0=testCompileClasspath\nempty=\n",
      ["g:a 1.0 runtime", "g:b 2.0 development"],
    ],
    [
      "App.csproj",
      '<ItemGroup>\n<PackageReference Include="A.B" Version="1.2.0" />\n<PackageReference Include="C" />\n</ItemGroup>',
      ["A.B 1.2.0 runtime", "C () runtime"],
    ],
    [
      "packages.lock.json",
      '{\n  "version": 1,\n  "dependencies": {\n    "net8.0": {\n      "A.B": {\n        "type": "Direct",\n        "resolved": "1.2.0"\n      }\n    }\n  }\n}',
      ["A.B 1.2.0 runtime"],
    ],
  ])("%s: %#", (file, text, expected) => {
    expect(packagesOf(`app/${file}`, text)).toEqual(expected);
  });

  test.each([
    ["package.json", '{"dependencies": {\n  "a": "^1.2.3"\n}}', [['"a": "^1.2.3"', "^1.2.3"]]],
    ["requirements.txt", "  Flask >= 2.0  # web", [["Flask >= 2.0", ">= 2.0"]]],
    ["Pipfile", '[packages]\nflask = {version = "==2.0.1"}', [['flask = {version = "==2.0.1"}', "==2.0.1"]]],
    ["pyproject.toml", '[project]\ndependencies = ["flask==2.0.1"]', [["flask==2.0.1", "==2.0.1"]]],
    ["go.mod", "require a.b/c v1.0.0", [["a.b/c v1.0.0", "v1.0.0"]]],
    ["build.gradle", "  api 'g:a:1.0'", [["g:a:1.0", "1.0"]]],
    [
      "App.csproj",
      '  <PackageReference Include="A" Version="1.0" />',
      [['<PackageReference Include="A" Version="1.0" />', "1.0"]],
    ],
    ["package-lock.json", '{"packages": {\n  "node_modules/a": {\n    "version": "1.0.0"}}}', [["a", undefined]]],
  ])("places in %s", (file, text, expected) => {
    expect(spansOf(file, text)).toEqual(expected);
  });

  test("a broken lock file is a problem, not an error", () => {
    expect(readDependencies("package-lock.json", "{")).toMatchObject({
      value: undefined,
      problems: [{ code: "syntax-error" }],
    });
  });

  test("other files are none", () => {
    expect(["app.py", "my-package.json", "requirements.md", "serverless.yml"].filter(isDependencyFile)).toEqual([]);
  });

  test("any text is read without an error", () => {
    const files = ["package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "requirements.txt", "Pipfile"];
    const more = ["Pipfile.lock", "pyproject.toml", "uv.lock", "go.mod", "pom.xml", "build.gradle", "a.csproj"];
    fc.assert(
      fc.property(fc.constantFrom(...files, ...more), fc.string({ unit: "binary" }), (file, text) => {
        readDependencies(file, text);
      }),
    );
  });
});
