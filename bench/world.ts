/**
 * The environment variables that all contestants run tests with: those of `src/testing/`, but for the folders, which
 * are fresh ones of the round, not the machine's `/tmp`.
 */
export const worldVariables = (home: string): Record<string, string> => ({
  HOME: home,
  TMPDIR: home,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MPLBACKEND: 'Agg',
});
