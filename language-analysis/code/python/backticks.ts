// Python 2 writes `x` for repr(x), which the grammar takes for a string.

const TOKEN = /#[^\n]*|("""|'''|"|')|`/g;

/** The text with brackets in place of pairs of backticks, of the same length; the same text where there are none outside of strings and comments. */
export function withoutBackticks(text: string): string {
  if (!text.includes("`")) return text;
  const places: number[] = [];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [found, quote] = token;
    if (quote !== undefined) TOKEN.lastIndex = endOfString(text, token.index + quote.length, quote);
    else if (found === "`") places.push(token.index);
  }
  if (places.length % 2 === 1) return text;
  const characters = text.split("");
  places.forEach((at, index) => (characters[at] = index % 2 === 0 ? "(" : ")"));
  return characters.join("");
}

function endOfString(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === "\n" && quote.length === 1) return at;
  }
  return text.length;
}
