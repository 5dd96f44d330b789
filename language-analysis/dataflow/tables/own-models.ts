// Rows that users add in `.serverless-atlas.yml`, in the form of the tables.
import type { TaintModels } from "../../model/configuration.ts";
import type { Trust } from "../../model/taint.ts";
import type { FlowRow, TextSink } from "./schema.ts";

export class OwnModels {
  private readonly sinks = new Map<string, TextSink[]>();
  private readonly flows = new Map<string, FlowRow>();
  private readonly sources = new Map<string, Trust>();

  constructor(models: TaintModels) {
    for (const { api, class: sinkClass, argument } of models.sinks) {
      const row: TextSink = {
        kind: sinkClass === "nosql" ? "value" : "text",
        class: sinkClass,
        apis: [api],
        argument: { index: argument },
        effect: "is a sink by the configuration",
      };
      this.sinks.set(api, [...(this.sinks.get(api) ?? []), row]);
    }
    for (const { api } of models.propagators) this.flows.set(api, { apis: [api], flow: "through" });
    for (const { api, protects } of models.sanitizers) this.flows.set(api, { apis: [api], flow: "through", protects });
    for (const { api, trust } of models.sources) this.sources.set(api, trust);
  }

  sinksOf(api: string): readonly TextSink[] {
    return this.sinks.get(api) ?? [];
  }

  flowOf(api: string): FlowRow | undefined {
    return this.flows.get(api);
  }

  sourceOf(api: string): Trust | undefined {
    return this.sources.get(api);
  }
}
