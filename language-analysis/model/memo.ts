// What one analysis leaves for the next one. A plain map that the caller owns, one for each workspace; every stage keeps its own
// entries under its own name and proves for each, by what it read to make it, that it still holds. Without a memo nothing is kept.

export type Memo = Map<string, unknown>;

/** The stage's entry; made when there is none, and made for this call alone when there is no memo. */
export function remembered<T>(memo: Memo | undefined, name: string, make: () => T): T {
  if (!memo) return make();
  const known = memo.get(name) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  memo.set(name, made);
  return made;
}

/** `find`, whose answer must follow from its argument alone, asked once for each. What no edit touches stays the same object. */
export function oncePer<K extends object, T>(find: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly found: T }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = { found: find(key) }));
    return entry.found;
  };
}

/** What was found under each key that was asked for; what was not there counts too. */
export type Reads<V> = ReadonlyMap<string, V | undefined>;

/** True when every look-up would find the very same objects again. */
export function isSameRead<V>(reads: Reads<V>, lookUp: (key: string) => V | undefined): boolean {
  for (const [key, found] of reads) if (lookUp(key) !== found) return false;
  return true;
}

/** The item as JSON; with a memo written once for each object. Only for data that never changes. */
export function jsonOf(item: object, memo: Memo | undefined): string {
  const texts = remembered(memo, "json", () => new WeakMap<object, string>());
  let text = texts.get(item);
  if (text === undefined) texts.set(item, (text = JSON.stringify(item)));
  return text;
}
