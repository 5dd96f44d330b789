// Every text that users see can be translated: it goes through l10n, and the bundle that translators start from has it.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { localizedStrings, rawStrings } from "../../scripts/lib/l10n-strings.mjs";

test("l10n/bundle.l10n.json has every text (npm run update-stored-results)", async () => {
  const bundle = JSON.parse(readFileSync(new URL("../../l10n/bundle.l10n.json", import.meta.url), "utf8")) as unknown;
  expect(bundle).toEqual(await localizedStrings());
});

test("the extension shows no text as it stands in the source", () => {
  expect(rawStrings()).toEqual([]);
});
