import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: no shell, arguments apart, allowed values only"),
    language: "javascript",
    text: `const { execFile } = require("node:child_process");

if (!/^[\\w-]+\\.(png|jpg)$/.test(name)) throw new Error("Unexpected file name");
execFile("convert", ["--", \`/tmp/\${name}\`, "/tmp/thumbnail.png"], callback);`,
  },
  {
    title: say("Python: no shell, arguments apart, allowed values only"),
    language: "python",
    text: `import re
import subprocess

if not re.fullmatch(r"[\\w-]+\\.(png|jpg)", name):
    raise ValueError("Unexpected file name")
subprocess.run(["convert", "--", f"/tmp/{name}", "/tmp/thumbnail.png"], check=True)`,
  },
];
