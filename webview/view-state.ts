// What the user chose to see. Kept by the editor while the panel is hidden, because the page itself is not.
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { SasNumber } from "../language-analysis/model/finding.ts";
import { NODE_KINDS, SAS_NUMBERS } from "./kinds.ts";
import { isPlacement, type Placement } from "./placement.ts";
import { isBoolean, isId, isNumber, isText, listOf, oneOf, optional, shape } from "./validate.ts";

export interface ViewState {
  /** Element id as in `elements.ts`, a node's, group's or edge's. */
  readonly selection?: string | undefined;
  readonly viewport?: { readonly zoom: number; readonly x: number; readonly y: number } | undefined;
  readonly hiddenKinds: readonly NodeKind[];
  /** Empty: all risks. */
  readonly sas: readonly SasNumber[];
  readonly search: string;
  readonly showRisks: boolean;
  readonly showPermissions: boolean;
  /** What sensitive data nodes hold. */
  readonly showData: boolean;
  readonly showOutline: boolean;
  readonly showLegend: boolean;
  /** Overview: ids of open groups. */
  readonly expanded: readonly string[];
  /** Places as shown, so that a return to the panel does not move anything. */
  readonly placement?: Placement | undefined;
}

export const INITIAL_STATE: ViewState = {
  hiddenKinds: [],
  sas: [],
  search: "",
  showRisks: true,
  showPermissions: false,
  showData: false,
  showOutline: false,
  showLegend: false,
  expanded: [],
};

const isViewState = shape<ViewState>({
  selection: optional(isId),
  viewport: optional(shape<{ zoom: number; x: number; y: number }>({ zoom: isNumber, x: isNumber, y: isNumber })),
  hiddenKinds: listOf(oneOf(NODE_KINDS)),
  sas: listOf(oneOf(SAS_NUMBERS)),
  search: isText,
  showRisks: isBoolean,
  showPermissions: isBoolean,
  showData: isBoolean,
  showOutline: isBoolean,
  showLegend: isBoolean,
  expanded: listOf(isId),
  placement: optional(isPlacement),
});

/** The stored state; the initial one for anything that is not one (an older version's, nothing yet). */
export function restoreState(stored: unknown): ViewState {
  return isViewState(stored) ? stored : INITIAL_STATE;
}
