/** What a bar is made of: a share of its width for each part. */
export type Part = { readonly mark: string; readonly samples: number };

/**
 * A bar of so many signs. Signs that are left over after whole ones go to the largest remainders, so that the parts fill
 * the bar; no samples, no bar.
 */
export const bar = (parts: readonly Part[], width: number): string => {
  const total = parts.reduce((sum, { samples }) => sum + samples, 0);
  if (total === 0) return '';
  const exact = parts.map(({ samples }) => (width * samples) / total);
  const whole = exact.map(Math.floor);
  const left = width - whole.reduce((sum, signs) => sum + signs, 0);
  const lucky = new Set(
    exact
      .map((signs, index) => ({ index, rest: signs - Math.floor(signs) }))
      .sort((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map(({ mark }, index) => mark.repeat((whole[index] ?? 0) + Number(lucky.has(index)))).join('');
};
