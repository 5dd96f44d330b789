/** Width of a text in pixels at the size it is drawn with. */
export type MeasureText = (text: string) => number;

/**
 * `text` shortened in its middle to `width`: names of one app differ at the end as often as at the start. Unchanged when it fits;
 * never empty for a text that is not.
 */
export function fitText(text: string, width: number, measure: MeasureText): string {
  if (measure(text) <= width) return text;
  const letters = [...text];
  let low = 1;
  let high = letters.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(shorten(letters, middle)) <= width) low = middle;
    else high = middle - 1;
  }
  return shorten(letters, low);
}

/** `kept` letters: a little more of the start than of the end. */
function shorten(letters: readonly string[], kept: number): string {
  const start = Math.ceil(kept * 0.55);
  const end = kept - start;
  const head = letters.slice(0, start).join("").trimEnd();
  return `${head}…${end > 0 ? letters.slice(-end).join("").trimStart() : ""}`;
}
