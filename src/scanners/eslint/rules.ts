import type { Level } from '../../core/finding.ts';

export type EslintRule = { readonly cwes: readonly number[]; readonly severity: Level };

/**
 * The rules that are used. None of them comes with a CWE: each has the entry of MITRE's list that its documentation
 * describes. They have no severity either: high is what may run code or commands from outside, low what is mostly a
 * false alarm.
 *
 * Left out of eslint-plugin-security: `detect-object-injection`, which takes every `a[i]` for a finding;
 * `detect-non-literal-fs-filename`, which takes every file whose name the code does not say itself (all of 107 secure
 * samples about files); and `detect-eval-with-expression`, which finds less than ESLint's own `no-eval`.
 */
export const ESLINT_RULES: Readonly<Record<string, EslintRule>> = {
  'no-eval': { cwes: [95], severity: 'high' },
  'no-implied-eval': { cwes: [95], severity: 'high' },
  'no-new-func': { cwes: [95], severity: 'high' },
  'no-script-url': { cwes: [79], severity: 'medium' },
  // a secret by its entropy, or by the form of a provider's keys
  'no-secrets/no-secrets': { cwes: [798], severity: 'low' },
  // insertAdjacentHTML, document.write and the like
  'no-unsanitized/method': { cwes: [79], severity: 'high' },
  // innerHTML, outerHTML
  'no-unsanitized/property': { cwes: [79], severity: 'high' },
  'regexp/no-super-linear-backtracking': { cwes: [1333], severity: 'medium' },
  'regexp/no-super-linear-move': { cwes: [1333], severity: 'low' },
  // source that reads otherwise than it runs
  'security/detect-bidi-characters': { cwes: [1007], severity: 'medium' },
  'security/detect-invisible-characters': { cwes: [1007], severity: 'medium' },
  // reads and writes past the end of a buffer
  'security/detect-buffer-noassert': { cwes: [119], severity: 'medium' },
  'security/detect-child-process': { cwes: [78], severity: 'high' },
  'security/detect-disable-mustache-escape': { cwes: [79], severity: 'high' },
  // memory that was not initialised
  'security/detect-new-buffer': { cwes: [908], severity: 'medium' },
  'security/detect-no-csrf-before-method-override': { cwes: [352], severity: 'medium' },
  'security/detect-non-literal-regexp': { cwes: [1333], severity: 'medium' },
  'security/detect-non-literal-require': { cwes: [829], severity: 'medium' },
  'security/detect-possible-timing-attacks': { cwes: [208], severity: 'low' },
  'security/detect-pseudoRandomBytes': { cwes: [338], severity: 'medium' },
  'security/detect-unsafe-regex': { cwes: [1333], severity: 'medium' },
};
