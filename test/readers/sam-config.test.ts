// samconfig.toml beside a SAM template gives values to its parameters.
import { describe, expect, it } from "vitest";
import { parseToml } from "../../language-analysis/syntax/toml.ts";
import { dig } from "../../language-analysis/readers/walk-values.ts";
import { readFragment, show } from "./describe.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  Owner: { Type: String }
  Zones: { Type: CommaDelimitedList, Default: x }
Resources:
  P: { Type: AWS::SSM::Parameter, Properties: { Value: !Ref Stage, Owner: !Ref Owner, Zones: !Ref Zones } }
`;

function given(config: string, file = "samconfig.toml"): readonly string[] {
  const { nodes } = readFragment(TEMPLATE, "app/template.yaml", { [`app/${file}`]: config });
  const body = nodes.find(({ logicalId }) => logicalId === "P")?.body;
  return ["Value", "Owner", "Zones"].map((key) => show(dig(body, key)).replace(" of app/samconfig.toml", ""));
}

const PROD = ['"prod" (parameter Stage)', '"me and you" (parameter Owner)', '["a", "b"] (parameter Zones)'];

describe("parameter_overrides", () => {
  it.each([
    ["text", `parameter_overrides = "Stage=prod Owner=\\"me and you\\" Zones=\\"a,b\\""`],
    ["text in single quotes", `parameter_overrides = 'Stage=prod Owner="me and you" Zones=a,b'`],
    ["text of several lines", `parameter_overrides = """\nStage=prod \\\n  Owner='me and you'\nZones="a,b"\n"""`],
    ["list", `parameter_overrides = [\n  "Stage=prod", # comment\n  "Owner='me and you'",\n  "Zones=a,b",\n]`],
    ["inline table", `parameter_overrides = { Stage = "prod", Owner = "me and you", Zones = "a,b" }`],
    ["table", `[default.deploy.parameters.parameter_overrides]\nStage = "prod"\nOwner = 'me and you'\nZones = "a,b"`],
    [
      "the long form",
      `parameter_overrides = "ParameterKey=Stage,ParameterValue=prod ParameterKey=Owner,ParameterValue='me and you' Zones=a,b"`,
    ],
  ])("%s", (_, line) => {
    expect(given(`version = 0.1\n[default.deploy.parameters]\nconfirm_changeset = true\n${line}\n`)).toEqual(PROD);
  });

  it("of deploy hold over those of global, and other environments do not count", () => {
    const config = `[default]
[default.global.parameters]
parameter_overrides = "Stage=test Owner=us"
[default.deploy.parameters]
parameter_overrides = "Stage=live"
[prod.deploy.parameters]
parameter_overrides = "Stage=prod"
`;
    expect(given(config)).toEqual([
      '"live" (parameter Stage)',
      '"us" (parameter Owner)',
      '["x"] (default of parameter Zones)',
    ]);
  });

  it("without such a file the defaults hold", () => {
    expect(given("", "other.toml")).toEqual([
      '"dev" (default of parameter Stage)',
      "parameter Owner",
      '["x"] (default of parameter Zones)',
    ]);
  });

  it.each([
    ["names the template", "infra/app.yaml", "live"],
    ["names another template", "infra/other.yaml", "dev"],
  ])("a file of a folder around it that %s", (_, named, expected) => {
    const config = `[default.build.parameters]\ntemplate_file = "${named}"\n[default.deploy.parameters]\nparameter_overrides = "Stage=live"\n`;
    const { nodes } = readFragment(TEMPLATE, "shop/infra/app.yaml", { "shop/samconfig.toml": config });
    const body = nodes.find(({ logicalId }) => logicalId === "P")?.body;
    expect(show(dig(body, "Value"))).toMatch(new RegExp(`^"${expected}"`));
  });

  it("YAML", () => {
    const config = "default:\n  deploy:\n    parameters:\n      parameter_overrides: [Stage=live]\n";
    expect(given(config, "samconfig.yaml")[0]).toBe('"live" (parameter Stage of app/samconfig.yaml)');
  });
});

describe("TOML", () => {
  it("what is not understood is a problem, and the rest is read", () => {
    const { root, problems } = parseToml(
      "a.toml",
      'x = 1\nthis is nothing\ny = "open\n[t]\nz = [1, {a.b = true}] junk\nw = 2\n',
    );
    expect(problems.map(({ at }) => at.start.line)).toEqual([1, 2, 4]);
    const keys = root?.type === "map" ? root.entries.map(({ key }) => key) : [];
    expect(keys).toEqual(["x", "t"]);
  });

  it("ranges cover keys and values", () => {
    const { root } = parseToml("a.toml", '"a b".c = "\\u0041\\n" # end\n');
    const [outer] = root?.type === "map" ? root.entries : [];
    const [inner] = outer?.value.type === "map" ? outer.value.entries : [];
    expect([outer?.key, outer?.keyAt, inner?.keyAt]).toEqual(["a b", [0, 0, 0, 5], [0, 6, 0, 7]]);
    expect(inner?.value).toMatchObject({ text: "A\n", at: [0, 10, 0, 20], contentAt: [0, 11, 0, 19] });
  });
});
