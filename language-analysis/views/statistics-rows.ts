// Rows of the statistics: a label and a text, shares with what is missing.

export type Counts = ReadonlyMap<string, number>;

export function list(counts: Counts): string {
  return [...counts].map(([word, count]) => `${count} ${word}`).join(", ");
}

export function share(part: number, whole: number, rest: Counts): string {
  if (whole === 0) return "none to find";
  // Rounded down: 100% means all.
  const percent = `${part} of ${whole} (${Math.floor((100 * part) / whole)}%)`;
  return rest.size === 0 ? percent : `${percent}; not found: ${list(rest)}`;
}

export function row(label: string, text: string): string {
  return `  ${label.padEnd(18)}${text}`;
}
