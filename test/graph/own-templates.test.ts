import { expect, test } from "vitest";
import { ownTemplates } from "../../language-analysis/graph/own-templates.ts";
import type { Dialect } from "../../language-analysis/model/app-map.ts";
import type { Fragment } from "../../language-analysis/model/fragment.ts";

const fragment = (file: string, dialect: Dialect, ...includes: string[]): Fragment => ({
  file,
  dialect,
  title: file,
  nodes: [],
  edges: [],
  statements: [],
  outputs: [],
  unresolved: [],
  includes,
});
const kept = (...fragments: Fragment[]) => ownTemplates(fragments).map(({ file }) => file);

test("a file of resources that a service includes is no template of its own", () => {
  const service = fragment("serverless.yml", "serverless", "resources/table.yml");
  expect(kept(service, fragment("resources/table.yml", "cloudformation"))).toEqual(["serverless.yml"]);
});

test("a template that nobody includes stays, and so does a service whose file is read for a value", () => {
  const service = fragment("a/serverless.yml", "serverless", "b/serverless.yml");
  const other = fragment("b/serverless.yml", "serverless");
  const template = fragment("c/template.yml", "cloudformation");
  expect(kept(service, other, template)).toEqual(["a/serverless.yml", "b/serverless.yml", "c/template.yml"]);
});

test("nothing is lost when files include each other or themselves", () => {
  const one = fragment("one.yml", "cloudformation", "two.yml");
  const two = fragment("two.yml", "cloudformation", "one.yml");
  const self = fragment("self.yml", "cloudformation", "self.yml");
  expect(kept(one, two, self)).toEqual(["one.yml", "two.yml", "self.yml"]);
});
