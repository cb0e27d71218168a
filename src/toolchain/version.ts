/** Whether a dotted version is at least another one; parts after the numbers (`rc1`, `+build`) are ignored. */
export const atLeast = (version: string, minimum: string): boolean => {
  const have = numbersOf(version);
  const want = numbersOf(minimum);
  const differing = want.findIndex((part, index) => part !== (have[index] ?? 0));
  return differing === -1 || (have[differing] ?? 0) > (want[differing] ?? 0);
};

const numbersOf = (version: string): number[] =>
  (/\d+(\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
