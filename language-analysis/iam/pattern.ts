// IAM's text patterns: `*` any run of characters, `?` exactly one. Linear work per pair, whatever the pattern.

/** `text` matches `pattern`; case counts. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = pattern[p];
    if (wanted === "*") {
      star = p++;
      resume = t;
    } else if (wanted !== undefined && (wanted === "?" || wanted === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** Longest pattern that `patternsOverlap` compares exactly; beyond it the answer is "may be". */
const LONGEST = 2048;

/** Some text matches both patterns. Patterns longer than 2,048 characters are taken to overlap. */
export function patternsOverlap(a: string, b: string): boolean {
  if (!hasWildcard(a)) return matchesPattern(b, a);
  if (!hasWildcard(b)) return matchesPattern(a, b);
  if (a.length > LONGEST || b.length > LONGEST) return true;
  // row[j]: the rest of `a` from i and the rest of `b` from j have a text in common.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = new Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      const x = a[i];
      const y = b[j];
      if (x === undefined && y === undefined) row[j] = true;
      else if (x === "*") row[j] = (below[j] ?? false) || (y !== undefined && (row[j + 1] ?? false));
      else if (y === "*") row[j] = (row[j + 1] ?? false) || (x !== undefined && (below[j] ?? false));
      else if (x === undefined || y === undefined) row[j] = false;
      else row[j] = (x === "?" || y === "?" || x === y) && (below[j + 1] ?? false);
    }
    below = row;
  }
  return below[0] ?? false;
}

export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}
