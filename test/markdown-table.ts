// Tables of pages that `npm run update-stored-results` writes.

/** What stands between the marks `<!-- name:start -->` and `<!-- name:end -->`. */
export function tableIn(page: string, name: string): string {
  return new RegExp(`<!-- ${name}:start -->([\\s\\S]*)<!-- ${name}:end -->`).exec(page)?.[1] ?? "";
}

/** A Markdown table without the spaces that align it. */
export function cells(table: string): string {
  return table
    .replace(/ *\| */g, "|")
    .replace(/-{3,}/g, "---")
    .trim();
}
