// Regular expressions whose cost grows exponentially with the text: a repeated group in which another repetition, or an alternative,
// can take the same characters in several ways. Source: OWASP, "Regular expression Denial of Service".

interface Item {
  /** Characters (ASCII) that it can begin with or consist of. */
  readonly characters: ReadonlySet<number>;
  readonly alternatives: readonly (readonly Item[])[] | undefined;
  readonly isOptional: boolean;
  readonly isUnbounded: boolean;
}

const SOURCE_LIMIT = 500;
const ALL: ReadonlySet<number> = new Set(Array.from({ length: 128 }, (_, code) => code));

/** True when a text can be made that takes exponential time. Syntax that is not understood counts as harmless. */
export function isSuperLinear(source: string): boolean {
  if (source.length > SOURCE_LIMIT || !/\)[*+{]/.test(source)) return false;
  const parser = new Parser(source.replace(/^\(\?[a-z]+\)/, ""));
  const alternatives = parser.alternatives(0);
  return !parser.isLost && alternatives.some(hasTrap);
}

function hasTrap(items: readonly Item[]): boolean {
  return items.some(
    ({ alternatives, isUnbounded }) =>
      alternatives !== undefined &&
      ((isUnbounded && (alternatives.some(isAmbiguous) || overlap(alternatives))) || alternatives.some(hasTrap)),
  );
}

/** One round of the group can be taken as several: a repetition in it, and nothing else that has to stand between. */
function isAmbiguous(items: readonly Item[]): boolean {
  return items.some((item, index) => {
    const repeated = item.isUnbounded || (item.alternatives?.some((inner) => isAmbiguous(inner)) ?? false);
    if (!repeated) return false;
    return items.every(
      (other, place) =>
        place === index || other.isOptional || [...other.characters].some((code) => item.characters.has(code)),
    );
  });
}

/** Two alternatives of one item each that take the same character. */
function overlap(alternatives: readonly (readonly Item[])[]): boolean {
  if (alternatives.length < 2) return false;
  const seen = new Set<number>();
  for (const items of alternatives) {
    const [only, ...more] = items;
    if (!only || more.length > 0) continue;
    for (const code of only.characters) if (seen.has(code)) return true;
    for (const code of only.characters) seen.add(code);
  }
  return false;
}

class Parser {
  isLost = false;
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  alternatives(depth: number): readonly (readonly Item[])[] {
    const found: Item[][] = [[]];
    while (this.at < this.source.length && !this.isLost) {
      const character = this.source[this.at] ?? "";
      if (character === ")") break;
      this.at += 1;
      if (character === "|") found.push([]);
      else if (character !== "^" && character !== "$") {
        const item = this.item(character, depth);
        if (item) found.at(-1)?.push(item);
      }
    }
    return found;
  }

  private item(character: string, depth: number): Item | undefined {
    let characters: ReadonlySet<number>;
    let alternatives: Item["alternatives"];
    if (character === "(") {
      const group = /^\?(?::|<\w+>|P<\w+>)/.exec(this.source.slice(this.at));
      const isLook = /^\?(=|!|<=|<!)/.test(this.source.slice(this.at));
      if (depth > 12 || (this.source[this.at] === "?" && !group && !isLook)) {
        this.isLost = true;
        return undefined;
      }
      if (isLook) this.at += this.source[this.at + 1] === "<" ? 3 : 2;
      this.at += group?.[0].length ?? 0;
      alternatives = this.alternatives(depth + 1);
      this.at += 1;
      if (isLook) return undefined;
      characters = new Set(alternatives.flatMap((items) => items.flatMap((item) => [...item.characters])));
    } else if (character === "[") characters = this.set();
    else if (character === "\\") {
      const escaped = this.source[this.at] ?? "";
      this.at += 1;
      if (/[bBAZz]/.test(escaped)) return undefined;
      characters = escapeSet(escaped);
    } else characters = character === "." ? ALL : new Set([character.charCodeAt(0)]);
    return { characters, alternatives, ...this.quantifier() };
  }

  private quantifier(): Pick<Item, "isOptional" | "isUnbounded"> {
    const [text = "", lower, comma, upper] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})[?+]?/.exec(this.source.slice(this.at)) ?? [];
    this.at += text.length;
    const first = text[0];
    const isOpen = first === "{" && comma === "," && (upper === "" || Number(upper) > 30);
    return {
      isOptional: first === "*" || first === "?" || (first === "{" && lower === "0"),
      isUnbounded: first === "*" || first === "+" || isOpen,
    };
  }

  private set(): ReadonlySet<number> {
    const isNegated = this.source[this.at] === "^";
    if (isNegated) this.at += 1;
    const found = new Set<number>();
    for (let first = true; this.at < this.source.length; first = false) {
      const character = this.source[this.at] ?? "";
      this.at += 1;
      if (character === "]" && !first) break;
      if (character === "\\") {
        for (const code of escapeSet(this.source[this.at] ?? "")) found.add(code);
        this.at += 1;
      } else if (this.source[this.at] === "-" && this.source[this.at + 1] !== "]") {
        const last = this.source.charCodeAt(this.at + 1);
        for (let code = character.charCodeAt(0); code <= Math.min(last, 127); code++) found.add(code);
        this.at += 2;
      } else found.add(character.charCodeAt(0));
    }
    return isNegated ? new Set([...ALL].filter((code) => !found.has(code))) : found;
  }
}

const matching = (pattern: RegExp): ReadonlySet<number> =>
  new Set([...ALL].filter((code) => pattern.test(String.fromCharCode(code))));
const CLASSES: Readonly<Record<string, ReadonlySet<number> | undefined>> = {
  d: matching(/\d/),
  D: matching(/\D/),
  w: matching(/\w/),
  W: matching(/\W/),
  s: matching(/\s/),
  S: matching(/\S/),
};

function escapeSet(escaped: string): ReadonlySet<number> {
  return CLASSES[escaped] ?? new Set([escaped.charCodeAt(0)]);
}
