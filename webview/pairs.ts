/** Key of everything that leads from one node (or group) to another: drawn as one line. Ids hold no line break. */
export function pairKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
