// Moving through the map by keys: right and left follow connections, up and down go through the alternatives of that step.
import type { Drawing, DrawnNode } from "./elements.ts";

export type Direction = "right" | "left" | "up" | "down";

export class KeyboardWalk {
  /** The nodes that the last step could have gone to: what up and down go through. */
  private ring: readonly string[] = [];

  /** Key of the node to go to; undefined when there is none in that direction. */
  step(direction: Direction, from: string | undefined, drawing: Drawing): string | undefined {
    const nodes = drawing.nodes.filter((node) => node.type !== "open");
    const start = nodes.find((node) => node.id === from);
    if (!start) {
      const first = [...nodes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)[0];
      this.ring = [];
      return first?.id;
    }
    return direction === "right" || direction === "left"
      ? this.follow(direction, start, drawing, nodes)
      : this.around(direction, start, nodes);
  }

  reset(): void {
    this.ring = [];
  }

  private follow(
    direction: "right" | "left",
    start: DrawnNode,
    drawing: Drawing,
    nodes: readonly DrawnNode[],
  ): string | undefined {
    const ends = new Set(
      drawing.lines.flatMap(({ from, to }) => {
        if (direction === "right") return from === start.id && to !== start.id ? [to] : [];
        return to === start.id && from !== start.id ? [from] : [];
      }),
    );
    const options = nodes.filter((node) => ends.has(node.id)).sort(byPlace);
    if (options.length === 0) return undefined;
    this.ring = options.map((node) => node.id);
    const nearest = [...options].sort(
      (a, b) => Math.abs(a.position.y - start.position.y) - Math.abs(b.position.y - start.position.y),
    );
    return nearest[0]?.id;
  }

  private around(direction: "up" | "down", start: DrawnNode, nodes: readonly DrawnNode[]): string | undefined {
    const step = direction === "down" ? 1 : -1;
    const at = this.ring.indexOf(start.id);
    if (at >= 0 && this.ring.length > 1) return this.ring[(at + step + this.ring.length) % this.ring.length];
    const beyond = nodes.filter((node) => (node.position.y - start.position.y) * step > 1);
    const distance = (node: DrawnNode) =>
      Math.abs(node.position.y - start.position.y) + 2 * Math.abs(node.position.x - start.position.x);
    return beyond.sort((a, b) => distance(a) - distance(b) || byPlace(a, b))[0]?.id;
  }
}

function byPlace(a: DrawnNode, b: DrawnNode): number {
  return a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : 1);
}
