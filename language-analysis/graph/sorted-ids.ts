/** `ids`, each once, sorted. `before`, a sorted list that has most of them, spares comparing these. */
export function inOrder(ids: Iterable<string>, before: readonly string[]): readonly string[] {
  const open = new Set(ids);
  const known = before.filter((id) => open.delete(id));
  const added = [...open].sort();
  if (added.length === 0) return known;
  const merged: string[] = [];
  let next = 0;
  for (const id of known) {
    for (let one = added[next]; one !== undefined && one < id; one = added[++next]) merged.push(one);
    merged.push(id);
  }
  return merged.concat(added.slice(next));
}
