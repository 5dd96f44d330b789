// Stages that do what a file's text says: the tests of the host need no parser.
import type { Stages } from "../../language-analysis/host/file-job.ts";
import { say } from "../../language-analysis/model/message.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";

/** HANG, CRASH (the thread ends), THROW; `needs NAME...` asks for companions; everything else is reported as read. */
export const fakeStages: Stages = {
  isTemplateCandidate: (path) => path.endsWith(".yaml"),
  isCodeFile: () => false,
  readCode: () => ({ value: undefined, problems: [] }),
  readInlineCode: () => ({ value: undefined, problems: [] }),
  readTemplate({ path, text, companions }) {
    if (text.startsWith("HANG")) for (;;);
    if (text.startsWith("CRASH")) process.exit(3);
    if (text.startsWith("THROW")) throw new Error("on purpose");
    const needs = /^needs (.*)$/m.exec(text)?.[1]?.split(" ") ?? [];
    const inner = Object.values(companions).flatMap((each) => /^needs (.*)$/m.exec(each ?? "")?.[1]?.split(" ") ?? []);
    const seen = Object.entries(companions).map(([name, content]) => `${name}=${content ?? "none"}`);
    const message = say("read {0} {1}", text.trim(), seen.join(","));
    return {
      fragment: undefined,
      problems: [{ code: "invalid-value", severity: "information", message, at: startOfFile(path) }],
      needs: [...needs, ...inner],
    };
  },
};
