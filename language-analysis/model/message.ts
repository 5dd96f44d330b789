/** A sentence for people: a template with `{0}`-style places and its arguments, so that a shell can translate the template. */
export interface Message {
  readonly template: string;
  readonly args: readonly string[];
}

export function say(template: string, ...args: readonly (string | number)[]): Message {
  return { template, args: args.map(String) };
}

/** The message in English. A place without an argument stays as it is. */
export function formatMessage({ template, args }: Message): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => args[Number(index)] ?? place);
}
