// Where data goes that a workflow is given, or that one of its steps answers: into the functions of its tasks, and into what they send on.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapEdge, MapNode, NodeId } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { itemsOf, property, textOf, type Value } from "../../model/value.ts";
import { SENDS } from "../tables/sends.ts";
import { sentBy } from "./sent-facts.ts";
import { type Known, UNKNOWN_DATA } from "./known.ts";
import type { Arrival, Sending, Upstream } from "./wire.ts";
import { type Document, isOpen, type Path, placesOf, select } from "./workflow-document.ts";
import { runOf, writtenText } from "./workflow-run.ts";

const LONGEST_WAY = 10;

export interface Passage {
  readonly consumer: NodeId;
  readonly arrival: Arrival;
}

interface Passed {
  readonly arrivals: readonly Passage[];
  readonly sendings: readonly Sending[];
}

/** `origin`: the workflow's input, or the name of the step that answers. Undefined when the definition is not known. */
export function passedOn(
  graph: AppGraph,
  workflow: MapNode,
  origin: string,
  { path, upstream }: Pick<Sending, "path" | "upstream">,
): Passed | undefined {
  const run = runOf(workflow);
  if (!run) return undefined;
  const arrivals: Passage[] = [];
  const sendings: Sending[] = [];
  if (upstream.through.length > LONGEST_WAY) return { arrivals, sendings };
  for (const { edge, state, given } of tasksOf(graph, workflow)) {
    const to = graph.node(edge.to);
    const places = (document: Document) => placesOf(document, origin, path);
    if (to?.kind === "function") {
      const passed = withStep(upstream, workflow, to, edge, state);
      for (const place of places(functionInput(state, given)))
        arrivals.push({
          consumer: to.id,
          arrival: { trigger: undefined, path: place, isLoose: false, upstream: passed },
        });
    } else if (to) {
      const passed = withStep(upstream, workflow, to, edge, state, to.id);
      for (const { service, part, from } of partsOf(state)) {
        for (const place of places(select(given, from)))
          sendings.push({ target: to.id, part, path: place, sent: sentIn(state, service, from), upstream: passed });
      }
    }
  }
  return { arrivals, sendings };
}

interface Task {
  readonly edge: MapEdge;
  readonly state: Value;
  readonly given: Document;
}

/** Edges of a workflow with the states that they stand for. */
function tasksOf(graph: AppGraph, workflow: MapNode): readonly Task[] {
  const run = runOf(workflow);
  const states = new Map(
    itemsOf(workflow.properties["states"]).map((state) => [textOf(property(state, "name")) ?? "", state]),
  );
  return graph.edgesFrom(workflow.id, "invokes", "publishes", "writes").flatMap((edge) => {
    const names = new Set(edge.evidence.filter(({ kind }) => kind === "declared").map(({ label }) => label));
    return [...names].flatMap((name): Task[] => {
      const [state, given] = [states.get(name), run?.given.get(name)];
      return state && given ? [{ edge, state, given }] : [];
    });
  });
}

/** Names of the states of the workflow that call the function. */
export function statesOf(graph: AppGraph, workflow: MapNode, id: NodeId): readonly string[] {
  return tasksOf(graph, workflow).flatMap(({ edge, state }) =>
    edge.to === id ? (textOf(property(state, "name")) ?? []) : [],
  );
}

/**
 * The documents that workflows give to a function which nothing else invokes; undefined when others do, or when they are not known.
 */
export function workflowInputs(graph: AppGraph, id: NodeId): readonly Document[] | undefined {
  const edges = graph.edgesTo(id, "invokes");
  const found = edges.flatMap((edge) => {
    const from = graph.node(edge.from);
    const tasks = from?.kind === "workflow" ? tasksOf(graph, from).filter((task) => task.edge.to === id) : [];
    return tasks.length === 0 ? [undefined] : tasks.map(({ state, given }) => functionInput(state, given));
  });
  return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}

/** Part of it is chosen by whoever starts the workflow, as far as the documents tell. */
export function isOpenAt(documents: readonly Document[], path: Path): boolean {
  return documents.some((one) => isOpen(select(one, path)));
}

/** The integration's arguments, or of a function called by it, its payload. */
function functionInput(state: Value, given: Document): Document {
  return property(state, "actions") && /lambda:invoke/i.test(integrationOf(state)) ? select(given, ["Payload"]) : given;
}

function integrationOf(state: Value): string {
  return /:states:[^:]*:[^:]*:(.+)$/.exec(writtenText(property(state, "resource")))?.[1] ?? "";
}

interface TaskPart {
  readonly service: string;
  readonly part: Sending["part"];
  readonly from: Path;
}

/** What the task's operation sends; arguments begin with a capital in states. */
function partsOf(state: Value): readonly TaskPart[] {
  return itemsOf(property(state, "actions")).flatMap((action) => {
    const [service = "", operation = ""] = (textOf(action) ?? "").split(":");
    const parts = SENDS[`${service}.${operation.toLowerCase()}`] ?? [];
    return parts.map(({ part, from }) => ({ service, part, from: from.map(capital) }));
  });
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Constants of the task's arguments, for filters. */
function sentIn(state: Value, service: string, from: Path): Sending["sent"] {
  const written = property(state, "written");
  const parameters = property(written, "Parameters") ?? property(written, "Arguments");
  const isEntry = from[1] === "*";
  const holder = isEntry ? itemsOf(property(parameters, from[0] ?? ""))[0] : parameters;
  const item = service === "dynamodb" ? knownOfTemplate(property(holder, from.at(-1) ?? "")) : UNKNOWN_DATA;
  return sentBy(
    service,
    (name) => knownOfTemplate(property(holder, name)),
    item,
    () => !holder || property(holder, "MessageAttributes") !== undefined,
  );
}

/** Texts that are no expressions; keys that end in `.$` hold what only the run knows. */
function knownOfTemplate(value: Value | undefined): Known {
  switch (value?.kind) {
    case "text":
      return value.value.startsWith("{%") ? UNKNOWN_DATA : { kind: "text", texts: [[value.value]] };
    case "number":
      return { kind: "number", value: value.value };
    case "list":
      return { kind: "list", items: value.items.map(knownOfTemplate) };
    case "map":
      return {
        kind: "map",
        isWhole: true,
        entries: Object.fromEntries(
          value.entries.map(({ key, value: one }) =>
            key.endsWith(".$") ? [key.slice(0, -2), UNKNOWN_DATA] : [key, knownOfTemplate(one)],
          ),
        ),
      };
    default:
      return UNKNOWN_DATA;
  }
}

function withStep(
  upstream: Upstream,
  from: MapNode,
  to: MapNode,
  edge: MapEdge,
  state: Value,
  next?: NodeId,
): Upstream {
  const name = textOf(property(state, "name"));
  const declared = edge.evidence.find(({ kind, label }) => kind === "declared" && label === name);
  const message = say(to.kind === "function" ? "{0} starts {1} with it" : "{0} passes it to {1}", from.name, to.name);
  const steps = declared ? [...upstream.steps, { at: declared.at, message }] : upstream.steps;
  const last = upstream.through.at(-1) === from.id ? [] : [from.id];
  return { ...upstream, steps, through: [...upstream.through, ...last, ...(next === undefined ? [] : [next])] };
}
