// Every rule, in the order of the catalogue. A registry test checks that ids are unique and each has its page and tests.
import type { Rule } from "./rule.ts";

export const RULES: readonly Rule[] = [];
