// Fonts for pictures: of those that people read all day, the first that this machine has.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const TEXT = ["Inter", "Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans"];
const CODE = ["JetBrains Mono", "Cascadia Code", "Fira Code", "Noto Sans Mono", "Liberation Mono"];

/**
 * Returns `{ env, remove() }`: with `env`, a Chromium on Linux takes its system font from TEXT and its monospace font from
 * CODE. A font that is not installed is passed over.
 */
export async function pictureFonts() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "serverless-atlas-fonts-"));
  const file = path.join(folder, "fonts.conf");
  const prefer = (family, fonts) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="prepend" binding="strong">${fonts.map((font) => `<string>${font}</string>`).join("")}</edit></match>`;
  const rules = ["system-ui", "sans-serif", "sans"].map((family) => prefer(family, TEXT)).join("\n");
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${rules}
${prefer("monospace", CODE)}
</fontconfig>
`,
  );
  return { env: { FONTCONFIG_FILE: file }, remove: () => rm(folder, { recursive: true, force: true }) };
}
