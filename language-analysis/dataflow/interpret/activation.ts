// A running function.
import type { ProgramModule } from "../../model/program.ts";
import type { State } from "../domain/heap.ts";
import type { Value } from "../domain/value.ts";
import type { CallSite } from "./machine.ts";

/** A running function: what its statements may end. */
export interface Activation {
  readonly module: ProgramModule;
  readonly index: number;
  readonly frame: number;
  readonly site: CallSite | undefined;
  readonly context: string;
  readonly exits: { readonly state: State; readonly value: Value }[];
  /** States and values at `throw`, for the handlers of the innermost try. */
  throws: { readonly state: State; readonly value: Value }[] | undefined;
  breaks: State[] | undefined;
  continues: State[] | undefined;
  yielded: Value | undefined;
}

export function newActivation(
  module: ProgramModule,
  index: number,
  frame: number,
  site: CallSite | undefined,
  context: string,
): Activation {
  return {
    module,
    index,
    frame,
    site,
    context,
    exits: [],
    throws: undefined,
    breaks: undefined,
    continues: undefined,
    yielded: undefined,
  };
}
