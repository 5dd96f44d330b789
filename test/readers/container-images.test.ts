// Functions that are container images built in the workspace.
import { describe, expect, it } from "vitest";
import { covered, readFragment, show } from "./describe.ts";

const DOCKERFILES = {
  "app/src/Dockerfile": 'FROM public.ecr.aws/lambda/python:3.13\nCOPY app.py ${LAMBDA_TASK_ROOT}/\nCMD ["app.run"]\n',
  "app/src/api/Dockerfile": 'FROM x\nCOPY requirements.txt .\nCOPY api/app.py shared/*.py ./\nCMD [ "app.run" ]\n',
  "app/src/Dockerfile.dirs": "FROM x\nCOPY lib/ ${LAMBDA_TASK_ROOT}\nCMD app.run\n",
  "app/src/Dockerfile.built":
    'FROM x AS b\nCOPY --from=b /out /out\nENTRYPOINT ["npx", "aws-lambda-ric"]\nCMD ["a/app.run"]\n',
  "app/src/Dockerfile.java": 'FROM x\nCOPY --from=b /task/ ./\nCMD ["helloworld.App::handleRequest"]\n',
  "app/src/Dockerfile.server": 'FROM x\nCMD ["python3", "app.py"]\n',
};

const sam = (metadata: string, more = ""): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image${more} }
    Metadata: { ${metadata} }
`;
const serverless = (image: string): string =>
  `service: s\nprovider: { name: aws, ecr: { images: { own: { path: ./src, file: Dockerfile.dirs } } } }\nfunctions:\n  F: { image: ${image} }\n`;

describe("the language of an image", () => {
  const LAMBDA = "FROM public.ecr.aws/lambda";
  it.each([
    [`${LAMBDA}/ruby:3.3\nCMD ["app.Orders::Create.call"]`, '"ruby"', '"app.Orders::Create.call"'],
    [`${LAMBDA}/nodejs:20@sha256:ab\nCMD ["app.run"]`, '"nodejs"', '"app.run"'],
    ['FROM amazon/aws-lambda-java:21\nCMD ["shop.App::handle"]', '"java"', '"shop.App::handle"'],
    ['FROM golang:1.24 AS build\nFROM alpine\nCOPY --from=build /main /main\nENTRYPOINT ["/main"]', '"go"', '"main"'],
    [`FROM rust:1 AS b\n${LAMBDA}/provided:al2023\nENTRYPOINT [ "./bootstrap" ]`, '"rust"', '"bootstrap"'],
    [`${LAMBDA}/provided:al2023\nCMD ["orders"]`, '"provided"', '"orders"'],
    [
      "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS b\nFROM registry:5000/own\nCMD Shop::Shop.F::H",
      '"dotnet"',
      '"Shop::Shop.F::H"',
    ],
    ['FROM --platform=linux/amd64 python:3.13-slim\nCMD ["uvicorn", "app:app"]', '"python"', "absent"],
    ['FROM own\nCMD ["app.run"]', "absent", '"app.run"'],
  ])("%s", (dockerfile, language, handler) => {
    const { nodes } = readFragment(sam("DockerContext: src"), "app/template.yaml", {
      "app/src/Dockerfile": dockerfile,
    });
    const properties = nodes.find(({ kind }) => kind === "function")?.properties ?? {};
    expect([properties["imageLanguage"], properties["handler"], properties["dockerfile"]].map(show)).toEqual([
      language,
      handler,
      '"app/src/Dockerfile"',
    ]);
  });

  it("takes the place of the runtime that other functions of a service have", () => {
    const text = serverless("own").replace("name: aws,", "name: aws, runtime: nodejs12.x,");
    const { nodes } = readFragment(text, "app/serverless.yml", DOCKERFILES);
    expect(show(nodes.find(({ kind }) => kind === "function")?.properties["runtime"])).toBe("absent");
  });
});

describe("images", () => {
  it.each([
    ["template.yaml", sam("DockerContext: ./src"), '"app.run" in "./src"'],
    ["template.yaml", sam("DockerContext: ./src, Dockerfile: api/Dockerfile"), '"app.run" in "./src/api"'],
    ["template.yaml", sam("DockerContext: ./src, Dockerfile: Dockerfile.dirs"), '"app.run" in "./src/lib"'],
    ["template.yaml", sam("DockerContext: ./src, Dockerfile: Dockerfile.built"), '"a/app.run" in "./src"'],
    ["template.yaml", sam("DockerContext: ./src, Dockerfile: Dockerfile.server"), "absent in absent"],
    [
      "template.yaml",
      sam("DockerContext: ./src, Dockerfile: Dockerfile.java"),
      '"helloworld.App::handleRequest" in "./src"',
    ],
    [
      "template.yaml",
      sam('"aws:asset:path": src, "aws:asset:dockerfile-path": Dockerfile.dirs, "aws:asset:property": Code.ImageUri'),
      '"app.run" in "src/lib"',
    ],
    ["template.yaml", sam("DockerContext: ./src, Dockerfile: none"), "absent in absent"],
    ["template.yaml", sam("DockerContext: ./src", ", ImageConfig: { Command: [app.other] }"), '"app.other" in "./src"'],
    ["serverless.yml", serverless("own"), '"app.run" in "./src/lib"'],
    ["serverless.yml", serverless("{ name: own, command: [app.more] }"), '"app.more" in "./src/lib"'],
    ["serverless.yml", serverless("{ path: ./src }"), '"app.run" in "./src"'],
    ["serverless.yml", serverless("1.dkr.ecr.r.amazonaws.com/x"), "absent in absent"],
  ])("%s %s", (name, text, expected) => {
    const { nodes } = readFragment(text, `app/${name}`, DOCKERFILES);
    const properties = nodes.find(({ kind }) => kind === "function")?.properties ?? {};
    expect(`${show(properties["handler"])} in ${show(properties["codeUri"])}`.replace('in "."', "in absent")).toBe(
      expected,
    );
  });

  it("show the command in the Dockerfile", () => {
    const { nodes } = readFragment(sam("DockerContext: src"), "app/template.yaml", DOCKERFILES);
    const handler = nodes.find(({ name }) => name === "F")?.properties["handler"];
    expect([handler?.at.file, handler && covered(DOCKERFILES["app/src/Dockerfile"], handler.at)]).toEqual([
      "app/src/Dockerfile",
      "app.run",
    ]);
  });
});
