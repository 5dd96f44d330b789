// Our own drawings of the node kinds, on a 24 x 24 grid, to be stroked. `media/icons/{light,dark}-<kind>.svg` holds the same paths for the
// editor's trees; a test keeps both alike.
import type { NodeKind } from "../language-analysis/model/app-map.ts";

export const ICON_PATHS: Record<NodeKind, string> = {
  public: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3 12h18M12 3c3.2 3 3.2 15 0 18M12 3c-3.2 3-3.2 15 0 18",
  endpoint: "M3 12h11M10 8l4 4l-4 4M14 4h6v16h-6",
  schedule: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7.5v5l3.5 2",
  function: "M6 4.5h2.6c.8 0 1.3.4 1.6 1.1L16 19.5h2.5M11.4 9.5L6 19.5",
  workflow: "M4 4h6v5H4zM14 15h6v5h-6zM14 4h6v5h-6zM10 6.5h4M17 9v6M7 9v8.5h7",
  channel: "M3 7h18v10H3zM8 7v10M13 7v10M16 12h3M17.6 10.4L19.2 12l-1.6 1.6",
  store:
    "M12 3.5c4.2 0 7 1.2 7 2.8s-2.8 2.8-7 2.8s-7-1.2-7-2.8s2.8-2.8 7-2.8M5 6.3v11.4c0 1.6 2.8 2.8 7 2.8s7-1.2 7-2.8V6.3M5 12c0 1.6 2.8 2.8 7 2.8s7-1.2 7-2.8",
  secret: "M8 11.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M11 12.6L19.5 4M16 7.5l3 3M14 9.5l1.8 1.8",
  identity: "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20c.6-3.8 3.6-5.6 7.5-5.6s6.9 1.8 7.5 5.6",
  role: "M12 3.2l7.2 2.6v5.4c0 4.6-3 7.9-7.2 9.6c-4.2-1.7-7.2-5-7.2-9.6V5.8zM8.8 12l2.3 2.3l4.2-4.4",
  external: "M18 13.5V19H5V6h5.5M13.5 4H20v6.5M20 4l-9 9",
};

/** A padlock for what the internet reaches: closed when callers must sign in, else open. */
export const LOCK_PATHS = {
  open: "M6 11h12v9H6zM8.5 11V8a3.8 3.8 0 0 1 7.3-1.4",
  closed: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
} as const;
