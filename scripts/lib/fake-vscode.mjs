#!/usr/bin/env node
// Takes the place of VS Code's executable where no desktop is: understands the arguments that test-electron passes,
// opens them in the VS Code server with a headless Chromium as the window, and ends with the test run's exit code.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import { launchChromium } from "./chromium.mjs";
import { remoteUri, startVscodeServer, workbenchUrl } from "./vscode-server.mjs";

const deadlineSeconds = Number(process.env.ATLAS_VSCODE_DEADLINE ?? 600);

// What VS Code itself logs on a normal start.
const OWN_LOG = /^(\[\w|Resolv(ing|ed) connection|Creating a socket|Updating additional)/;

const { options, opened } = readArguments(process.argv.slice(2));
process.exitCode = await open();

async function open() {
  const server = await startVscodeServer({ userData: options["user-data-dir"]?.at(-1) });
  let browser;
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = new Promise((resolve, reject) => {
      const fail = (reason) => reject(new Error(`${reason} The server's log ends with:\n${server.logTail()}`));
      setTimeout(
        () => fail(`The tests did not end within ${deadlineSeconds} seconds.`),
        deadlineSeconds * 1000,
      ).unref();
      page.on("crash", () => fail("The page crashed."));
      page.exposeFunction("codeAutomationExit", resolve).catch(reject);
      page.exposeFunction("codeAutomationLog", print).catch(reject);
    });
    const uris = (name) => (options[name] ?? []).map((file) => remoteUri(server, path.resolve(file)));
    const payload = {
      extensionDevelopmentPath: uris("extensionDevelopmentPath"),
      extensionTestsPath: uris("extensionTestsPath"),
    };
    await page.goto(workbenchUrl(server, { ...opened, payload }));
    return await ended;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** VS Code's own log and the extension host's console both arrive here; the second one carries the test results. */
function print(level, args) {
  const text = format(...args);
  if (process.env.ATLAS_VSCODE_VERBOSE) console.error(`${level}: ${text}`);
  else if (level === "info" && !OWN_LOG.test(text)) console.log(text);
}

function readArguments(args) {
  const options = {};
  const opened = {};
  for (const arg of args) {
    const option = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (option) (options[option[1]] ??= []).push(option[2] ?? "");
    else if (!existsSync(arg)) throw new Error(`There is no ${arg} to open.`);
    else if (statSync(arg).isDirectory()) opened.folder = path.resolve(arg);
    else if (arg.endsWith(".code-workspace")) opened.workspaceFile = path.resolve(arg);
  }
  return { options, opened };
}
