// Programs started from Python. Sources: Python library reference, `os`, `subprocess`, `asyncio` ("Subprocesses"), Python 2 `commands` and `popen2`.
import type { PatternSink, SinkRow } from "./schema.ts";

const runsShell = "runs it in a shell";
const startsProgram = "starts it as a program";

const runsRemote = "runs it in a shell of another machine";

export const PYTHON_PROCESS_PATTERNS: readonly PatternSink[] = [
  {
    modules: ["asyncio", "uvloop"],
    rest: /\.(new_event_loop|get_event_loop|get_running_loop)\(\)\.subprocess_shell$/,
    row: { kind: "text", class: "os-command", argument: { index: 1, keyword: "cmd" }, effect: runsShell },
  },
  {
    modules: ["paramiko"],
    rest: /\(\)\.(exec_command|invoke_shell\(\)\.send)$/,
    row: { kind: "text", class: "os-command", argument: { index: 0, keyword: "command" }, effect: runsRemote },
  },
  {
    modules: ["fabric", "invoke", "fabric2", "asyncssh", "spur"],
    rest: /(^\.|\(\)\.|\.api\.|\.operations\.)(run|sudo|local|shell)$/,
    row: { kind: "text", class: "os-command", argument: { index: 0, keyword: "command" }, effect: runsRemote },
  },
  {
    modules: ["pexpect", "ptyprocess", "envoy", "delegator"],
    rest: /\.(run|runu|popen_spawn\.PopenSpawn)$/,
    row: { kind: "text", class: "os-command", argument: { index: 0, keyword: "command" }, effect: startsProgram },
  },
  // `sh.bash("-c", line)`, `local["sh"]("-c", line)`.
  {
    modules: ["sh", "plumbum"],
    rest: /^(\.local|\.cmd)?\.(sh|bash|zsh|dash|ash|ksh)$/,
    row: { kind: "text", class: "os-command", argument: { index: 1 }, effect: runsShell },
  },
];

export const PYTHON_PROCESS: readonly SinkRow[] = [
  {
    kind: "text",
    class: "os-command",
    apis: [
      "os.system",
      "os.popen",
      "os.popen2",
      "os.popen3",
      "os.popen4",
      "popen2.popen2",
      "popen2.popen3",
      "popen2.popen4",
      "popen2.Popen3",
    ],
    argument: { index: 0, keyword: "command" },
    effect: runsShell,
  },
  {
    kind: "text",
    class: "os-command",
    apis: [
      "commands.getoutput",
      "commands.getstatusoutput",
      "subprocess.getoutput",
      "subprocess.getstatusoutput",
      "asyncio.create_subprocess_shell",
      "asyncio.subprocess.create_subprocess_shell",
    ],
    argument: { index: 0, keyword: "cmd" },
    effect: runsShell,
  },
  {
    kind: "process",
    class: "os-command",
    form: "joined",
    apis: ["subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "subprocess.Popen"],
    program: { index: 0, keyword: "args" },
    effect: startsProgram,
  },
  {
    kind: "process",
    class: "os-command",
    form: "rest",
    apis: [
      "asyncio.create_subprocess_exec",
      "asyncio.subprocess.create_subprocess_exec",
      "os.execl",
      "os.execle",
      "os.execlp",
      "os.execlpe",
    ],
    program: { index: 0 },
    effect: startsProgram,
  },
  {
    kind: "process",
    class: "os-command",
    form: "separate",
    apis: [
      ...["pexpect.spawn", "pexpect.spawnu", "ptyprocess.PtyProcess.spawn"],
      ...["os.execv", "os.execve", "os.execvp", "os.execvpe", "os.posix_spawn", "os.posix_spawnp", "pty.spawn"],
    ],
    program: { index: 0 },
    effect: startsProgram,
  },
  {
    kind: "process",
    class: "os-command",
    form: "rest",
    apis: [
      ...[
        "os.spawnl",
        "os.spawnlp",
        "os.spawnv",
        "os.spawnvp",
        "os.spawnle",
        "os.spawnlpe",
        "os.spawnve",
        "os.spawnvpe",
      ],
      ...["new_event_loop", "get_event_loop", "get_running_loop"].map((name) => `asyncio.${name}().subprocess_exec`),
    ],
    program: { index: 1 },
    effect: startsProgram,
  },
];
