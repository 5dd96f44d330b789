// Child processes: started in a group of their own, ended by their id.
import { spawn } from "node:child_process";

const isWindows = process.platform === "win32";

/**
 * Runs a command with our standard output and returns its exit code (1 when a signal ended it).
 * `onOutput` gets standard output and error instead, when given. No standard input: nothing here asks questions.
 */
export function run(command, args, { cwd, env, onOutput, timeoutSeconds = 1800 } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, {
      cwd,
      env,
      stdio: ["ignore", onOutput ? "pipe" : "inherit", onOutput ? "pipe" : "inherit"],
    });
    const forgetChild = endWithUs(child);
    const timer = setTimeout(() => {
      console.error(`${command} ${args.join(" ")} did not end within ${timeoutSeconds} seconds.`);
      void end(child);
    }, timeoutSeconds * 1000);
    child.stdout?.setEncoding("utf8").on("data", onOutput);
    child.stderr?.setEncoding("utf8").on("data", onOutput);
    const settle = () => {
      clearTimeout(timer);
      forgetChild();
    };
    child.once("error", (error) => {
      settle();
      reject(new Error(`Could not start ${command}: ${error.message}`, { cause: error }));
    });
    child.once("close", (code) => {
      settle();
      resolve(code ?? 1);
    });
  });
}

/** `npm` as a command and its leading arguments; through npm's own script where we know it, so that no shell is needed. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js")) return run(process.execPath, [script, ...args], options);
  return run(isWindows ? "npm.cmd" : "npm", args, options);
}

export function start(command, args, options) {
  // A Windows command file starts only through the shell.
  const shell = isWindows && /\.cmd$/i.test(command);
  return spawn(command, args, { ...options, detached: !isWindows, shell });
}

const ending = new WeakSet();

/** Resolves when the child ends without `end` having been asked for. */
export function unexpectedEnd(child) {
  return new Promise((resolve) => child.once("exit", () => !ending.has(child) && resolve()));
}

/** Ends the child and the processes that it started, politely first. Resolves when the child is gone. */
export async function end(child, { graceSeconds = 5 } = {}) {
  ending.add(child);
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const timer = setTimeout(() => signal(child, "SIGKILL"), graceSeconds * 1000);
  signal(child, "SIGTERM");
  await gone;
  clearTimeout(timer);
  // What the child left behind in its group.
  signal(child, "SIGKILL");
}

function signal(child, name) {
  if (isWindows) {
    spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

const alive = new Map();
let isListening = false;

/**
 * Ends the child, and runs `cleanUp` after it, when this process is told to end. Returns the function that takes the
 * promise back.
 */
export function endWithUs(child, cleanUp = async () => {}) {
  alive.set(child, cleanUp);
  if (!isListening) {
    isListening = true;
    for (const [name, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
      process.once(name, () => void endAll().finally(() => process.exit(code)));
    }
    process.once("exit", () => {
      for (const each of alive.keys()) if (each.exitCode === null && each.signalCode === null) signal(each, "SIGKILL");
    });
  }
  return () => alive.delete(child);
}

async function endAll() {
  for (const [child, cleanUp] of alive) await end(child).then(cleanUp);
}

/** Waits until `check` returns something true and returns it; throws with `what` when the deadline passes. */
export async function waitFor(what, check, { timeoutSeconds = 30, everyMs = 100 } = {}) {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutSeconds} seconds in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
