/**
 * What MITRE's Common Weakness Enumeration and two lists built on it say of an id: its name, its place in the
 * hierarchy, whether it should be used at all, and its entry of the CWE Top 25 and the OWASP Top Ten.
 *
 * @module
 */
export { CWE_DATE, CWE_NOTICE, CWE_VERSION } from './catalogue.ts';
export { GROUPINGS, type Grouping, rolledUpTo } from './grouping.ts';
export {
  ancestorsOf,
  type CweProblem,
  cweName,
  cweProblem,
  isKnown,
  isPillar,
  mostExact,
  parentsOf,
  related,
  rollUp,
} from './hierarchy.ts';
export { type OwaspCategory, type OwaspYear, owaspCategories, owaspOf } from './owasp.ts';
export { cwesText } from './text.ts';
export { TOP_25, TOP_25_YEAR, type Top25Entry, top25Of } from './top25.ts';
