// The real VS Code in a headless Chromium page, with this checkout as the extension under development, and what a user
// does in it. Every step waits for what it needs and fails with a reason when the wait is in vain.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchChromium } from "./chromium.mjs";
import { checkout } from "./paths.mjs";
import { waitFor } from "./processes.mjs";
import { developmentUrl, startVscodeServer } from "./vscode-server.mjs";

// The names that VS Code gives its default themes since 1.139.
export const THEMES = { light: "Light Modern", dark: "Dark Modern", "high-contrast": "Default High Contrast" };

/**
 * Opens `folder` in a new server and browser; `theme` is a key of THEMES. Edits are made on the real files: pass a copy.
 * Close what comes back, also after a failure.
 */
export async function openWorkbench({ folder, theme = "dark", settings = {}, extension = checkout, browserEnv }) {
  const server = await startVscodeServer({ settings: { ...themeSettings(theme), ...settings } });
  const workbench = await openWindow(server, { folder, extension, browserEnv });
  await workbench.waitForTheme(theme).catch(async (error) => {
    await workbench.close();
    throw error;
  });
  return workbench;
}

// Where the theme picker has another name for a theme than the setting.
const THEME_LABELS = { "high-contrast": "Dark High Contrast" };
// How the workbench names the kind of its theme.
const THEME_CLASSES = { light: "vs", dark: "vs-dark", "high-contrast": "hc-black" };

/** The system of a headless Chromium is always light: the theme must not follow it. */
function themeSettings(theme) {
  return {
    "workbench.colorTheme": THEMES[theme],
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
  };
}

/** Opens a window on a running server, which it closes at the end. */
export async function openWindow(server, { folder, extension = checkout, browserEnv }) {
  let browser;
  try {
    browser = await launchChromium({ env: browserEnv });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(server, browser, page);
    await page.goto(developmentUrl(server, { folder, extension }));
    await page.waitForFunction(() => window.driver, undefined, { timeout: 60_000 });
    await page.evaluate(() => window.driver.whenWorkbenchRestored());
    return workbench;
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

class Workbench {
  #browser;

  constructor(server, browser, page) {
    this.server = server;
    this.#browser = browser;
    this.page = page;
    /** What the page and everything in it has written to the console: `{ type, text, url }`. */
    this.console = [];
    page.on("console", (message) => {
      this.console.push({ type: message.type(), text: message.text(), url: message.location().url });
    });
  }

  async close() {
    await this.#browser.close();
    await this.server.stop();
  }

  /** Changes to another theme of THEMES. */
  async setTheme(theme) {
    await this.runCommand("Preferences: Color Theme");
    const label = THEME_LABELS[theme] ?? THEMES[theme];
    await this.#choose(label, label);
    await this.waitForTheme(theme);
  }

  /** Waits until the window has the colours of a theme of THEMES. It starts with others. */
  async waitForTheme(theme) {
    const colours = `.${THEME_CLASSES[theme]}[class*="vscode-theme-"]`;
    await this.page.locator(`.monaco-workbench${colours}`).waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its full title, e.g. "Serverless Atlas: Open App Map", from the command palette. */
  async runCommand(title) {
    await this.page.keyboard.press("F1");
    await this.#choose(`>${title}`, title);
  }

  /** Opens a workspace-relative file with the cursor on a one-based line (and column). */
  async openFile(file, line = 1, column = 1) {
    const name = path.posix.basename(file);
    await this.page.keyboard.press("Control+P");
    await this.#choose(`${file}:${line}:${column}`, name);
    await this.waitForCursor(name, line);
  }

  /** Types into the open quick input until a choice is labelled `label`, and takes the first such. */
  async #choose(text, label) {
    const widget = this.page.locator(".quick-input-widget");
    const input = widget.locator(".quick-input-box input");
    const labels = widget.locator(".monaco-list-row .label-name");
    const chosen = labels.filter({ hasText: new RegExp(`^\\s*${label.replace(/[^\w\s]/g, "\\$&")}\\s*$`) }).first();
    // Gone, or the next question is there.
    const isTaken = async () => !(await widget.isVisible()) || (await input.inputValue()) !== text;
    await input.waitFor();
    await waitFor(`"${label}" is a choice for "${text}"`, async () => {
      // Text that is typed while the quick input still opens is shown but not searched for: type it again.
      await input.fill("");
      await input.fill(text);
      const isThere = await chosen
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
      if (!isThere) return false;
      // A choice can be gone while the click still waits for it to stand still.
      return chosen.click({ timeout: 3000 }).then(() => true, isTaken);
    });
    await waitFor(`"${label}" is taken`, isTaken);
  }

  /** Waits until the active editor is the file named `name` with the cursor on the one-based `line` (any line without). */
  async waitForCursor(name, line) {
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
    if (line === undefined) return;
    await waitFor(`the cursor is on line ${line} of ${name}`, async () => (await this.cursorLine()) === line);
  }

  /** One-based line of the cursor as the status bar shows it; undefined when no editor has it. */
  async cursorLine() {
    const text = await this.page
      .locator("#status\\.editor\\.selection")
      .textContent({ timeout: 1000 })
      .catch(() => "");
    const line = /Ln (\d+)/.exec(text)?.[1];
    return line === undefined ? undefined : Number(line);
  }

  /** File name or title of the active editor tab. */
  activeTab() {
    return this.page.locator(".editor-group-container.active .tab.active").getAttribute("data-resource-name");
  }

  /** Makes the side bar `width` pixels wide. */
  async widenSideBar(width) {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    // The sash lies on the edge or, with gaps between the parts, just beside it.
    await this.#drag({ x: box.x + box.width + 2, y: box.y + 300 }, { x: box.x + width, y: box.y + 300 });
    await waitFor(`the side bar is about ${width} pixels wide`, async () => {
      const now = await this.page.locator(".part.sidebar").boundingBox();
      return Math.abs(now.width - width) < 20;
    });
  }

  /** Drags the shown hover's lower right corner until all of it is on the screen, or `height` pixels of it. */
  async growHover({ width, height }) {
    const box = await this.page.locator(".monaco-resizable-hover").boundingBox();
    const corner = { x: box.x + box.width - 1, y: box.y + box.height - 1 };
    await this.#drag(corner, { x: box.x + width, y: box.y + height });
  }

  async #drag(from, to) {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y, { steps: 3 });
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 10 });
    await mouse.up();
  }

  /** The document inside the webview of our extension (the app map). Its locators wait like those of a page. */
  appMap() {
    return this.page
      .frameLocator('iframe.webview[src*="extensionId=serverless-atlas.serverless-atlas"]')
      .frameLocator("iframe#active-frame");
  }

  /** Whether a squiggle of an error, warning or information underlines (part of) `text` in the editor. */
  async hasSquiggle(text) {
    const at = await this.#positionOf(text);
    return this.page.evaluate(({ left, right, y }) => {
      const squiggles = document.querySelectorAll(
        ".editor-group-container.active :is(.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint)",
      );
      return [...squiggles].some((squiggle) => {
        const box = squiggle.getBoundingClientRect();
        return box.top <= y && y <= box.bottom && box.left < right && left < box.right;
      });
    }, at);
  }

  /** Rests the mouse on `text` in the editor and returns the hover's text when it contains `expected`. */
  async hover(text, expected) {
    const hover = this.page
      .locator(".monaco-hover:not(.hidden) .monaco-hover-content")
      .filter({ hasText: expected })
      .first();
    await waitFor(`the hover of "${text}" shows "${expected}"`, async () => {
      const at = await this.#positionOf(text);
      // Coming from elsewhere each time: a hover that was computed too early is computed anew.
      await this.page.mouse.move(at.x, at.y + 120);
      await this.page.mouse.move(at.x, at.y, { steps: 4 });
      return hover
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
    });
    return hover.innerText();
  }

  /** Puts the cursor into `text` in the editor by a click. */
  async clickText(text) {
    const { x, y } = await this.#positionOf(text);
    await this.page.mouse.click(x, y);
  }

  async #positionOf(text) {
    const find = (wanted) => {
      for (const line of document.querySelectorAll(".editor-group-container.active .view-lines .view-line")) {
        // The editor draws spaces as no-break spaces.
        const start = line.textContent.replaceAll("\u00a0", " ").indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        const walker = document.createTreeWalker(line, 4);
        let offset = 0;
        for (let node = walker.nextNode(); node; offset += node.length, node = walker.nextNode()) {
          const isIn = (position) => position >= offset && position < offset + node.length;
          if (isIn(start)) range.setStart(node, start - offset);
          if (isIn(start + wanted.length - 1)) range.setEnd(node, start + wanted.length - offset);
        }
        const box = range.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2, left: box.left, right: box.right };
      }
      return undefined;
    };
    return waitFor(`"${text}" is visible in the editor`, () => this.page.evaluate(find, text));
  }

  /** Opens the quick fixes at the cursor and returns their titles when one of them contains `expected`. */
  async openQuickFixes(expected) {
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await waitFor(`a quick fix "${expected}" is offered`, async () => {
      await this.page.keyboard.press("Control+.");
      const isOffered = await rows
        .filter({ hasText: expected })
        .first()
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
      if (!isOffered) await this.page.keyboard.press("Escape");
      return isOffered;
    });
    return (await rows.allInnerTexts()).map((title) => title.trim());
  }

  /** Applies the quick fix at the cursor whose title contains `title`. */
  async applyQuickFix(title) {
    await this.openQuickFixes(title);
    const row = this.page.locator(".action-widget .monaco-list-row.action").filter({ hasText: title }).first();
    await row.click();
    await row.waitFor({ state: "hidden" });
  }

  /** Texts of the notifications that are on the screen. */
  toasts() {
    return this.page.locator(".notification-toast .notification-list-item-message").allInnerTexts();
  }

  /** Opens a view of the activity bar by its title, e.g. "Serverless Atlas". */
  async openViewContainer(title) {
    const tab = this.page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`).first();
    // Beside the badge, which lies over the icon's lower right.
    await tab.click({ position: { x: 6, y: 6 } });
    await this.page.locator(".sidebar .composite.title", { hasText: title }).waitFor();
  }

  /** The row of a tree in the side bar whose text contains `text`. */
  treeRow(text) {
    return this.page.locator(".sidebar .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Opens a row of a tree in the side bar, or closes it. */
  async expandTreeRow(text, isOpen = true) {
    const row = this.treeRow(text);
    const isDone = async () => (await row.getAttribute("aria-expanded")) === String(isOpen);
    if (await isDone()) return;
    // Not on the label: where it has a source, a click there opens it.
    await row.locator(".monaco-tl-twistie").click();
    await waitFor(`"${text}" is ${isOpen ? "open" : "closed"}`, isDone);
  }

  /** Moves the pointer to where it shows no hover, and waits until none is shown. */
  async restPointer() {
    // The empty middle of the status bar.
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width / 2, height - 14);
    await this.page.locator(".monaco-hover:not(.hidden)").first().waitFor({ state: "hidden" });
  }

  /** Makes the window so large, in pixels. */
  async resize(width, height) {
    await this.page.setViewportSize({ width, height });
  }

  /** Waits until the window looks the same for a second: animations, progress and late layouts are over. */
  async settle() {
    let before;
    await waitFor(
      "the window stands still",
      async () => {
        const now = await this.page.screenshot();
        const isStill = before?.equals(now) ?? false;
        before = now;
        return isStill;
      },
      { everyMs: 1000 },
    );
  }

  async screenshot(file) {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}
