import { cweName } from '../../../src/cwe/index.ts';

/** `SQL Injection` of "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')". */
export const shortName = (name: string): string => /\('(.+)'\)$/.exec(name)?.[1] ?? name;

/** A CWE by its id and the name that people know it by, e.g. `CWE-89 SQL Injection`. */
export const cweTitle = (id: number): string => `CWE-${id} ${shortName(cweName(id) ?? '')}`.trim();
