/**
 * What an untagged plain scalar means by the YAML 1.2 core schema. `yes`, `on`, `y` and dates stay text.
 * Source: YAML 1.2.2, 10.3.2 "Tag Resolution".
 */
export function coreValue(text: string): string | number | boolean | null {
  switch (text) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
  }
  return NUMBER_START.test(text) ? coreNumber(text) : text;
}

const NUMBER_START = /^[-+.0-9]/;
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const OCTAL = /^0o[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const INFINITE = /^([-+])?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

function coreNumber(text: string): string | number {
  if (DECIMAL.test(text)) return Number(text);
  if (OCTAL.test(text) || HEXADECIMAL.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? NaN : text;
}
