// What the fragments declare, by every name it can be referred to: logical id, physical name, export, stack output, parameter.
import type { NodeId } from "../model/app-map.ts";
import type { Fragment, FragmentNode, NestedStack } from "../model/fragment.ts";
import type { Reference, Value } from "../model/value.ts";
import { property } from "../model/value.ts";
import { folderOf, under } from "./paths.ts";
import { areAlike, asPattern, literalLength, NameTexts, type ReferenceTable } from "./name-text.ts";

export interface NamedNode {
  readonly node: FragmentNode;
  /** Physical name as `NameTexts` writes it. */
  readonly text: string;
  /** The text with `*` for every part that is not literal. */
  readonly pattern: string;
  /** The pattern up to its first wildcard. */
  readonly start: string;
  readonly assumed?: string;
}

type Followed = ReturnType<ReferenceTable["follow"]>;

/** References that lead on to references; more than this is a cycle for us. */
const LONGEST_CHAIN = 8;

export class MapIndex implements ReferenceTable {
  readonly nodes = new Map<NodeId, FragmentNode>();
  readonly names = new NameTexts(this);
  private readonly fragments = new Map<string, Fragment>();
  /** File of the nested template, by `parent file#logical id`. */
  private readonly stacks = new Map<string, string>();
  private readonly parents = new Map<string, NestedStack[]>();
  private readonly namesByService = new Map<string, NamedNode[]>();
  /** Complete: not while names are still being read. */
  private readonly allNames: readonly NamedNode[] | undefined;
  private readonly namesByText = new Map<string, NamedNode[]>();
  private readonly members = new Map<string, FragmentNode[]>();
  /** Empty while the export names themselves are being read: none of them leads to another export. */
  private exports: readonly { readonly text: string; readonly value: Value }[] = [];
  private chain = 0;

  /** `fragments` sorted by file; of two with the same file the first counts. */
  constructor(fragments: readonly Fragment[]) {
    for (const fragment of fragments) {
      if (this.fragments.has(fragment.file)) continue;
      this.fragments.set(fragment.file, fragment);
      for (const node of fragment.nodes) if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    }
    this.addStacks();
    // Before anything is asked: whoever asks first, and from how deep, makes no difference.
    this.exports = [...this.fragments.values()].flatMap(({ outputs }) =>
      outputs.flatMap(({ exportName, value }) =>
        exportName ? this.names.of(exportName).map(({ text }) => ({ text, value })) : [],
      ),
    );
    for (const node of this.nodes.values()) this.addNames(node);
    this.allNames = [...this.namesByService.values()].flat();
  }

  private addStacks(): void {
    for (const { file, stacks } of this.fragments.values()) {
      for (const stack of stacks ?? []) {
        const template = stack.isUploaded ? this.uploadedFrom(stack, file) : this.templateOf(stack);
        if (template === undefined) continue;
        this.stacks.set(`${file}#${stack.logicalId}`, template);
        append(this.parents, template, stack);
      }
    }
  }

  /** The nested template's file: that of the path, else the only one whose path ends alike, folder included. */
  private templateOf({ template }: NestedStack): string | undefined {
    if (this.fragments.has(template)) return template;
    if (!template.includes("/")) return undefined;
    const [only, ...others] = [...this.fragments.keys()].filter((file) => file.endsWith(`/${template}`));
    return others.length === 0 ? only : undefined;
  }

  /** The file of the uploaded template's name beside its parent, else the only one. */
  private uploadedFrom({ template }: NestedStack, parent: string): string | undefined {
    const beside = under(folderOf(parent), template);
    if (beside !== parent && this.fragments.has(beside)) return beside;
    const [only, ...others] = [...this.fragments.keys()].filter((file) => file.endsWith(`/${template}`));
    return others.length === 0 && only !== parent ? only : undefined;
  }

  private addNames(node: FragmentNode): void {
    append(this.members, `${node.group}|${node.service}`, node);
    const value = node.properties["physicalName"];
    if (!value) return;
    const named = this.names.of(value).map((one) => {
      const pattern = asPattern(one.text);
      return { node, pattern, start: literalStart(pattern), ...one };
    });
    for (const one of named) append(this.namesByText, `${node.service}|${one.text}`, one);
    const known = this.namesByService.get(node.service);
    if (known) known.push(...named);
    else this.namesByService.set(node.service, named);
  }

  /** Nodes with a physical name, of one service or of all. */
  named(service: string | undefined): readonly NamedNode[] {
    if (service !== undefined) return this.namesByService.get(service) ?? [];
    return this.allNames ?? [...this.namesByService.values()].flat();
  }

  /** Nodes of one service whose physical name is that text, marks included. */
  calledExactly(service: string, text: string): readonly NamedNode[] {
    return this.namesByText.get(`${service}|${text}`) ?? [];
  }

  /** Nodes of one service in one stack. */
  inGroup(group: string, service: string): readonly FragmentNode[] {
    return this.members.get(`${group}|${service}`) ?? [];
  }

  nodeOf(file: string, logicalId: string): NodeId | undefined {
    const id = `${file}#${logicalId}`;
    return this.nodes.has(id) ? id : undefined;
  }

  follow(to: Reference): Followed {
    if (this.chain >= LONGEST_CHAIN) return [];
    this.chain++;
    const found = this.followOnce(to);
    this.chain--;
    return found;
  }

  private followOnce(to: Reference): Followed {
    switch (to.by) {
      case "export":
        return this.names.of(to.name).flatMap((name) => this.exported(name.text));
      case "stack-output": {
        const template = this.stacks.get(`${to.file}#${to.logicalId}`);
        const outputs = template === undefined ? undefined : this.fragments.get(template)?.outputs;
        return (outputs ?? []).filter((output) => output.name === to.output).map(({ value }) => ({ value }));
      }
      case "parameter": {
        const given = (this.parents.get(to.file) ?? []).flatMap((parent) => {
          const value = property(parent.parameters, to.name);
          return value ? [{ value, assumed: `as the stack ${parent.logicalId} sets parameter ${to.name}` }] : [];
        });
        return given.length === 0 && to.storedIn ? this.storedAs(to.storedIn, to.name) : given;
      }
      case "stored-value":
        return this.stored(to.service, to.name);
      case "logical-id":
      case "pseudo":
        return [];
    }
  }

  private exported(name: string): Followed {
    const exact = this.exports.filter(({ text }) => text === name);
    if (exact.length > 0) return exact.map(({ value }) => ({ value }));
    const pattern = asPattern(name);
    if (literalLength(name) < 3) return [];
    const similar = this.exports.filter(({ text }) => literalLength(text) >= 3 && areAlike(asPattern(text), pattern));
    const same = similar.filter(({ text }) => asPattern(text) === pattern);
    const [only, ...others] = same.length > 0 ? same : similar;
    if (!only || others.length > 0) return [];
    return [
      {
        value: only.value,
        assumed: `the import ${this.names.display(name)} is the export ${this.names.display(only.text)}`,
      },
    ];
  }

  /** The node of a stored parameter or secret by its name. */
  storedNode(service: "ssm" | "secretsmanager", name: string): FragmentNode | undefined {
    const bare = (text: string) => text.replace(/^\//, "").replace(/:\d+$/, "");
    return this.named(service).find(({ text }) => bare(text) === bare(name))?.node;
  }

  private stored(service: "ssm" | "secretsmanager", name: string): Followed {
    const value = this.storedNode(service, name)?.properties["secretValue"];
    return value ? [{ value, assumed: `the value of ${name} in this workspace` }] : [];
  }

  /** What deployment most likely reads for a parameter: `EventBusName` fits the only stored `/shop/event-bus/name`. */
  private storedAs(service: "ssm", parameter: string): Followed {
    const wanted = lettersOf(parameter);
    const fitting = this.named(service).filter(({ text }) => endsWithWords(text, wanted));
    const [only, ...others] = new Map(fitting.map((one) => [one.node.id, one])).values();
    const value = others.length === 0 ? only?.node.properties["secretValue"] : undefined;
    if (!only || !value) return [];
    return [{ value, assumed: `parameter ${parameter} is taken for the stored ${this.names.display(only.text)}` }];
  }
}

/** The last parts of the path, two or more, are the wanted letters. */
function endsWithWords(path: string, wanted: string): boolean {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.some((_, index) => index < parts.length - 1 && lettersOf(parts.slice(index).join("")) === wanted);
}

function lettersOf(name: string): string {
  return name.replace(/[^a-zA-Z0-9]/g, "").toLowerCase();
}

export function literalStart(pattern: string): string {
  const end = pattern.search(/[*?]/);
  return end < 0 ? pattern : pattern.slice(0, end);
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
