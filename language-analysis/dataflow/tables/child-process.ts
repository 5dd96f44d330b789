// Programs started from JavaScript. Sources: Node.js documentation, "Child process"; README pages of shelljs and execa.
import type { SinkRow } from "./schema.ts";

const runsShell = "runs it in a shell";
const startsProgram = "starts it as a program";

export const CHILD_PROCESS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "os-command",
    apis: [
      "child_process.exec",
      "child_process.execSync",
      "shelljs.exec",
      "execa.execaCommand",
      "execa.execaCommandSync",
      "execa.command",
      "execa.commandSync",
    ],
    argument: { index: 0 },
    effect: runsShell,
  },
  {
    kind: "text",
    class: "os-command",
    apis: ["node-cmd.run", "node-cmd.get", "node-cmd.runSync", "ssh2.Client().exec", "sudo-prompt.exec"],
    argument: { index: 0 },
    effect: runsShell,
  },
  {
    kind: "process",
    class: "os-command",
    form: "separate",
    apis: [
      "child_process.spawn",
      "child_process.spawnSync",
      "child_process.execFile",
      "child_process.execFileSync",
      "child_process.fork",
      "execa",
      "execa.execa",
      "execa.execaSync",
      "execa.sync",
    ],
    program: { index: 0 },
    effect: startsProgram,
  },
];
