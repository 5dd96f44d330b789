// Granted against used of the functions whose details were shown; asked for when they are first needed.
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { PermissionTable } from "../language-analysis/views/permission-table.ts";

export class PermissionTables {
  /** Undefined while they are on their way. */
  private readonly tables = new Map<NodeId, PermissionTable | undefined>();

  constructor(private readonly load: (node: NodeId) => void) {}

  of(node: NodeId): PermissionTable | undefined {
    if (!this.tables.has(node)) {
      this.tables.set(node, undefined);
      this.load(node);
    }
    return this.tables.get(node);
  }

  add(table: PermissionTable): void {
    this.tables.set(table.node, table);
  }

  /** Of a graph that is no longer shown. */
  clear(): void {
    this.tables.clear();
  }
}
