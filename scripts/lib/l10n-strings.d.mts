export function localizedStrings(): Promise<Readonly<Record<string, string>>>;
export function rawStrings(): readonly string[];
