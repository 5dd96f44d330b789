import { expect, test } from "vitest";
import { isSuperLinear } from "../../language-analysis/dataflow/models/regex-cost.ts";

test.each([
  "^(a+)+$",
  "^([a-z]+)+-\\d+$",
  "(\\w+\\s?)*$",
  "^(\\d+)*x",
  "([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@x",
  "(a|a)*b",
  "(\\w|\\d)+$",
  "(.*,)*x",
  "^(?:(?:a*)b?)+$",
  "(x+x+)+y",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
])("%s takes exponential time", (source) => expect(isSuperLinear(source)).toBe(true));

test.each([
  "^[a-z]+$",
  "^([a-z]+-)*[a-z]+$",
  "^(\\d{3})+$",
  "^(foo|bar)+$",
  "^\\w+@\\w+\\.\\w+$",
  "(a+)(b+)",
  "^([a-z]+\\.)+com$",
  "^(\\d+,)*\\d+$",
  "(?:a{1,3})+",
  "(ab)+",
  "^#([0-9a-f]{3}){1,2}$",
  "(a+)+(?{x})",
])("%s does not", (source) => expect(isSuperLinear(source)).toBe(false));
