/** Rows of values, the i-th of every part; shorter parts begin again. At least one row, at most six. */
export const byPlace = (
  parts: readonly (readonly string[])[],
  make: (row: readonly string[]) => string,
): readonly string[] =>
  Array.from({ length: Math.min(6, Math.max(1, ...parts.map(({ length }) => length))) }, (_, at) =>
    make(parts.map((values) => values[at % values.length] ?? 'None')),
  );

export const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
