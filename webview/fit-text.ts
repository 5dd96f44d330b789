/** Width of a text in pixels at the size it is drawn with. */
export type MeasureText = (text: string) => number;

/** What names end with to say what the thing is; the icon beside the name says it too. */
const KIND_WORD = /(?<=[a-z0-9])(?:LambdaFunction|Function|Lambda|Handler|Table|Bucket|Queue|Topic|Stream|Role)$/;

/**
 * `text` shortened to `width`: first by the word for its kind, then in its middle, since names of one app differ at the end as
 * often as at the start. Unchanged when it fits; never empty for a text that is not.
 */
export function fitText(text: string, width: number, measure: MeasureText): string {
  if (measure(text) <= width) return text;
  const bare = text.replace(KIND_WORD, "");
  if (bare !== text && measure(`${bare}…`) <= width) return `${bare}…`;
  const letters = [...bare];
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
