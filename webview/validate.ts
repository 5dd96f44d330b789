// Shape checks for messages, written by hand: no code is generated at run time, which the content security policy would forbid.

export type Check<T> = (value: unknown) => value is T;

const MOST_ITEMS = 200_000;

export const isText: Check<string> = (value): value is string => typeof value === "string";

export const isNumber: Check<number> = (value): value is number => typeof value === "number" && Number.isFinite(value);

export const isBoolean: Check<boolean> = (value): value is boolean => typeof value === "boolean";

/** A position in a list: a whole number from 0. */
export const isIndex: Check<number> = (value): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** An id that goes back to the host: text of sane length. */
export const isId: Check<string> = (value): value is string => typeof value === "string" && value.length <= 4_096;

export const isTrue: Check<true> = (value): value is true => value === true;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function oneOf<T extends string | number>(values: readonly T[]): Check<T> {
  const known = new Set<unknown>(values);
  return (value): value is T => known.has(value);
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= MOST_ITEMS && value.every(check);
}

export function recordOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isPlainObject(value) && Object.values(value).every(check);
}

/** Every property of `T` has its check: a property that is added to the type and not here does not compile. More properties are allowed. */
export function shape<T>(checks: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const entries = Object.entries<Check<unknown>>(checks);
  return (value): value is T =>
    isPlainObject(value) && entries.every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));
}
