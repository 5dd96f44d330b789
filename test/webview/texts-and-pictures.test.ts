import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { badgeDrawing } from "../../webview/badge.ts";
import { escapeXml, groupFace, nodeFace } from "../../webview/faces.ts";
import { fitText } from "../../webview/fit-text.ts";
import { ICON_PATHS } from "../../webview/icons.ts";
import { NODE_KINDS, SEVERITIES } from "../../webview/kinds.ts";
import { noticeFor } from "../../webview/notice-kind.ts";
import { counted, setTranslations, STRINGS, t } from "../../webview/strings.ts";
import { contrastRatio, inkOn, mix, readable } from "../../webview/theme.ts";
import { THEME } from "./sample-graph.ts";

const byLetters = (text: string) => [...text].length;
const svgOf = (uri: string) => decodeURIComponent(uri.slice(uri.indexOf(",") + 1));

describe("shortened texts", () => {
  it("keep start and end", () => {
    expect(fitText("MonthlyReportFunction", 14, byLetters)).toBe("MonthlyReport…");
    expect(fitText("MonthlyReportFunction", 11, byLetters)).toBe("Monthl…port");
    expect(fitText("short", 11, byLetters)).toBe("short");
  });

  it("fit, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
        fc.integer({ min: 2, max: 60 }),
        (text, width) => {
          const fitted = fitText(text, width, byLetters);
          expect(fitted.length).toBeGreaterThan(0);
          expect(byLetters(fitted)).toBeLessThanOrEqual(Math.max(width, 2));
        },
      ),
    );
  });
});

describe("counts", () => {
  it.each([
    [0, "0 findings"],
    [1, "1 finding"],
    [2, "2 findings"],
  ])("of %i", (count, text) => {
    expect(counted("finding", count)).toBe(text);
  });
});

describe("pictures", () => {
  it("hold workspace text as text", () => {
    const sublabel = `</text><script>alert("1")</script>`;
    const svg = svgOf(nodeFace({ kind: "function", sublabel }, THEME, () => 1));
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;/text&gt;&lt;script&gt;");
  });

  it("take any text, control characters and broken pairs too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (sublabel) => {
        const svg = svgOf(nodeFace({ kind: "store", sublabel }, THEME, byLetters));
        expect(svg.endsWith("</svg>")).toBe(true);
      }),
    );
    expect(escapeXml("a\ud800b\u0000<")).toBe("ab&lt;");
  });

  it("tell severities apart by shape, not colour alone", () => {
    const shapes = SEVERITIES.map((severity) => badgeDrawing(severity, 1, THEME));
    expect(shapes.map(({ points }) => points?.split(" ").length)).toEqual([8, 3, undefined, undefined, undefined]);
    expect(shapes[2]?.fill).not.toBe(shapes[3]?.fill);
    expect(badgeDrawing("high", 1_000, THEME).count).toBe("99+");
  });

  it("show what a closed group holds and what it is linked with", () => {
    const face = { counts: [["function", 12] as const], chips: ["Internet"], risk: undefined };
    const svg = svgOf(groupFace(face, THEME, byLetters));
    expect(svg).toContain(">12<");
    expect(svg).toContain(">Internet<");
  });

  it.each(NODE_KINDS)("of %s are those of the editor's trees", (kind) => {
    for (const theme of ["light", "dark"]) {
      const file = new URL(`../../media/icons/${theme}-${kind}.svg`, import.meta.url);
      expect(readFileSync(file, "utf8")).toContain(`d="${ICON_PATHS[kind]}"`);
    }
  });
});

describe("colours", () => {
  it("are made readable", () => {
    expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrastRatio(readable("#dddddd", "#ffffff", 4.5, "#000000"), "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
    expect([inkOn("#ffff00"), inkOn("#000080")]).toEqual(["#000000", "#ffffff"]);
  });
});

describe("texts", () => {
  it("are translated where there is a translation", () => {
    setTranslations({ searchResult: "{0} von {1}", toString: "never" });
    expect(t("searchResult", 1, 2)).toBe("1 von 2");
    expect(t("search")).toBe(STRINGS.search);
    setTranslations({});
    expect(t("searchResult", 1, 2)).toBe("1 of 2 found");
  });
});

describe("notice in place of the map", () => {
  it.each([
    ["analysing", undefined, 0, "analysing"],
    ["failed", undefined, 0, "failed"],
    ["cancelled", undefined, 0, "cancelled"],
    ["cancelled", 5, 5, undefined],
    ["ready", 0, 0, "empty"],
    ["analysing", 0, 0, "analysing"],
    ["ready", 5, 0, "filtered"],
    ["ready", 5, 5, undefined],
    ["failed", 5, 5, undefined],
    ["analysing", 5, 5, undefined],
  ] as const)("for status %s, %s nodes, %i drawn: %s", (status, nodes, drawn, expected) => {
    expect(noticeFor(status, nodes, drawn)).toBe(expected);
  });
});
