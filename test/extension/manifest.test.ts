import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LINK_COMMANDS, MANIFEST_COMMANDS } from "../../extension/command-names.ts";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const strings = JSON.parse(read("package.nls.json")) as Record<string, string>;
const contributed = manifest.contributes.commands.map(({ command }) => command);

describe("manifest", () => {
  test("every command has a handler and every handler a command", () => {
    expect([...contributed].sort()).toEqual(MANIFEST_COMMANDS.map((name) => `serverlessAtlas.${name}`).sort());
    expect(contributed).not.toContainEqual(expect.stringContaining(LINK_COMMANDS[0]));
  });

  test("menus name contributed commands only", () => {
    const used = Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command));
    expect(used.filter((command) => !contributed.includes(command))).toEqual([]);
  });

  test("every user-visible string is in package.nls.json, and none of them is unused", () => {
    const used = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
  });
});
