import type { Look } from "./elements.ts";
import { EMPTY_FACE, groupFace, nodeFace, SECOND_LINE_SIZE, TEXT_LEFT } from "./faces.ts";
import { fitText, type MeasureText } from "./fit-text.ts";
import type { GraphIndex } from "./graph-index.ts";
import { NODE_KINDS } from "./kinds.ts";
import { CARD } from "./sizes.ts";
import { CLOSED_TITLE_SIZE, NAME_SIZE, TITLE_SIZE } from "./style.ts";
import type { Theme } from "./theme.ts";

/** Pictures and shortened texts in the fonts of `theme`. Pictures are made once per combination. */
export function makeLook(theme: Theme, index: GraphIndex): Look {
  const measureName = canvasMeasure(`600 ${NAME_SIZE}px ${theme.font}`);
  const measureTitle = canvasMeasure(`600 ${TITLE_SIZE}px ${theme.font}`);
  const measureClosed = canvasMeasure(`600 ${CLOSED_TITLE_SIZE}px ${theme.font}`);
  const measureLine = canvasMeasure(`${SECOND_LINE_SIZE}px ${theme.font}`);
  const faces = new Map<string, string>();
  const once = (key: string, make: () => string): string => {
    const known = faces.get(key) ?? make();
    faces.set(key, known);
    return known;
  };
  return {
    nodeFace: ({ kind, sublabel, exposure }, risk) =>
      once([kind, sublabel, exposure, risk?.worst, risk?.findings].join("\n"), () =>
        nodeFace({ kind, sublabel, exposure, risk }, theme, measureLine),
      ),
    groupFace: (group, risk) =>
      groupFace(
        {
          counts: NODE_KINDS.flatMap((kind) => {
            const count = group.counts[kind];
            return count === undefined ? [] : [[kind, count] as const];
          }),
          chips: group.hubs.map((hub) => index.nodes.get(hub)?.label ?? ""),
          risk,
        },
        theme,
        measureLine,
      ),
    cardName: (text) => fitted(text, CARD.width - TEXT_LEFT - 12, measureName),
    groupTitle: (text, width, isClosed) => fitted(text, width - 40, isClosed ? measureClosed : measureTitle),
    emptyFace: EMPTY_FACE,
  };
}

/** A name never breaks its line: line breaks and tabs of the workspace become spaces. */
function fitted(text: string, width: number, measure: MeasureText): string {
  return fitText(text.replace(/\s+/g, " ").trim(), width, measure);
}

function canvasMeasure(font: string): MeasureText {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text) => text.length * 7;
  context.font = font;
  return (text) => context.measureText(text).width;
}
