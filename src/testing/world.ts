/**
 * The environment variables of tested code, which sees the same world everywhere: same hashes, one thread per library,
 * no display.
 *
 * @param folder where it is at home and keeps what passes
 */
export const worldVariables = (folder: string): Record<string, string> => ({
  HOME: folder,
  TMPDIR: folder,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MPLBACKEND: 'Agg',
});
