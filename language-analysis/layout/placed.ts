import type { Point, Size } from "../model/layout.ts";

/** Things that were placed together, inside one group or groups among each other. */
export interface Placed {
  /** Top left corner of each, relative to the picture's. */
  readonly corners: ReadonlyMap<string, Point>;
  readonly size: Size;
}
