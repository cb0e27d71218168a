/** Ids as people read them: `CWE-79 CWE-89`. */
export const cwesText = (cwes: readonly number[], glue = ' '): string =>
  cwes.map((cwe) => `CWE-${cwe}`).join(glue);
