/**
 * The chance that at least one of k samples, drawn without replacement from n of which c are right, is right:
 *
 *     pass@k = 1 - C(n - c, k) / C(n, k) = 1 - prod_{i = n-c+1}^{n} (1 - k / i)
 *
 * The unbiased estimator of Chen et al. 2021 (arXiv:2107.03374, section 2.1), in the product form that its authors
 * give for numerical stability. What "right" means is the caller's: pass@k, secure@k, secure-pass@k.
 *
 * The factors run from i = n downwards, so that one more right sample only multiplies once more: the result rises
 * with c and with k even in the last bit. For k = 1 it is c / n, exactly.
 *
 * @param n samples, @param c right ones (0 <= c <= n), @param k draws (>= 1)
 * @returns undefined if n < k: fewer samples than draws say nothing
 */
export const passAtK = (n: number, c: number, k: number): number | undefined => {
  if (n < k) return undefined;
  if (k === 1) return c / n;
  let noneRight = 1;
  for (let i = n; i > n - c; i--) noneRight *= Math.max(0, 1 - k / i);
  return 1 - noneRight;
};
