/**
 * Sixteen hexadecimal digits for a text, the same on every machine: two 32-bit FNV-1a hashes with different offsets.
 * Names findings; it protects nothing. Source: Fowler, Noll, Vo, "FNV Hash".
 */
export function fingerprint(text: string): string {
  return hash32(text, 0x811c9dc5) + hash32(text, 0x01000193);
}

function hash32(text: string, offset: number): string {
  let hash = offset;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
