/**
 * What crosses a border between stages: a value, or the plain statement that we could not tell.
 * "Unknown" is never good news and never bad news; it is counted and shown.
 */
export type Outcome<T> = { readonly status: 'ok'; readonly value: T } | Unknown;

export type Unknown = { readonly status: 'unknown'; readonly reason: string };

export const ok = <T>(value: T): Outcome<T> => ({ status: 'ok', value });

export const unknown = (reason: string): Unknown => ({ status: 'unknown', reason });
