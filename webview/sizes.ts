// Sizes of what is drawn, in pixels at zoom 1. The host lays out with the same numbers.
export const CARD = { width: 226, height: 46 } as const;
export const CLOSED_GROUP = { width: 252, height: 88 } as const;
/** Space in an open group around its nodes; the title stands in the top. */
export const GROUP_PADDING = { top: 40, side: 16 } as const;
