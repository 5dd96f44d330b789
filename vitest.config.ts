import { defineConfig } from "vitest/config";

/** Puts stand-ins into modules of the tests, which no other file may see. */
const ALONE = ["test/rules/catalogue.test.ts", "test/dataflow/same-findings.test.ts"];

const EXCLUDED = ["test/vscode/**", "test/user/**", "test/fixtures/**", "node_modules/**"];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    pool: "threads",
    projects: [
      {
        extends: true,
        // Loading the engine takes longer than testing it: the files of one worker share it.
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...EXCLUDED, ...ALONE], isolate: false },
      },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
