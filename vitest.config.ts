import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "test/user/**", "test/fixtures/**", "node_modules/**"],
    testTimeout: 30_000,
    // Loading the engine takes longer than testing it: the files of one worker share it. No test changes a module.
    isolate: false,
    pool: "threads",
  },
});
