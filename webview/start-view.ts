// What is shown at first: everything when it can be read then, else a part at a readable size.
import type { Box, Point, Size } from "../language-analysis/model/layout.ts";

/** Below it names on cards are too small to read. */
export const READABLE_ZOOM = 0.55;
/** A part is shown a little larger than needed: it is what is read first. */
const PART_ZOOM = 0.62;
/** Of the panel's width that what is looked at may need, seen from the left edge of the map. */
const REACH = 0.8;

export interface StartView {
  readonly zoom: number;
  readonly pan: Point;
  /** Everything is in view. */
  readonly isWhole: boolean;
}

export interface Extent {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

export function wholeView(all: Extent, panel: Size, padding: number, mostZoom: number): StartView {
  const zoom = Math.min(
    mostZoom,
    (panel.width - 2 * padding) / Math.max(1, all.x2 - all.x1),
    (panel.height - 2 * padding) / Math.max(1, all.y2 - all.y1),
  );
  const pan = { x: (panel.width - zoom * (all.x1 + all.x2)) / 2, y: (panel.height - zoom * (all.y1 + all.y2)) / 2 };
  return { zoom, pan, isWhole: true };
}

/** `target` is the most interesting part; the left edge, where requests come in, is kept in view when both fit. */
export function startView(
  all: Extent,
  target: Box | undefined,
  panel: Size,
  padding: number,
  mostZoom: number,
): StartView {
  const whole = wholeView(all, panel, padding, mostZoom);
  if (whole.zoom >= READABLE_ZOOM) return whole;
  const zoom = PART_ZOOM;
  const shown = { width: panel.width / zoom, height: panel.height / zoom };
  const margin = padding / zoom;
  const right = target ? Math.min(target.x + target.width / 2, target.x + shown.width * 0.1) : all.x1;
  const left = Math.max(all.x1 - margin, right - shown.width * REACH);
  const middle = target?.y ?? (all.y1 + all.y2) / 2;
  return {
    zoom,
    pan: {
      x: -zoom * within(left, all.x1 - margin, all.x2 + margin, shown.width),
      y: -zoom * within(middle - shown.height / 2, all.y1 - margin, all.y2 + margin, shown.height),
    },
    isWhole: false,
  };
}

/** `start` moved so that a view of `length` does not look beyond `from` and `to`; in their middle when they are closer. */
function within(start: number, from: number, to: number, length: number): number {
  if (to - from <= length) return (from + to - length) / 2;
  return Math.min(Math.max(start, from), to - length);
}
