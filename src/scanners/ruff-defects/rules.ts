import type { Level } from '../../core/finding.ts';

export type DefectRule = { readonly severity: Level; readonly confidence: Level };

/** Python refuses the program, or raises when the line runs. */
const ERROR: DefectRule = { severity: 'high', confidence: 'high' };
/** The program runs, and does something else than it says. */
const BUG: DefectRule = { severity: 'medium', confidence: 'high' };
/** Often a bug. */
const SUSPECT: DefectRule = { severity: 'low', confidence: 'medium' };

const ruled = (codes: string, rule: DefectRule): Record<string, DefectRule> =>
  Object.fromEntries(codes.split(' ').map((code) => [code, rule]));

/** What Ruff calls an error of syntax; it has no code of its own and cannot be selected or left out. */
export const SYNTAX = 'invalid-syntax';

/**
 * The stable rules of Ruff 0.17 that find defects, from Pyflakes (F), flake8-bugbear (B), Pylint (PLE, PLW, PLR) and
 * Ruff's own (RUF). Rules of style are left out: what they find cannot make a program fail (unused imports and
 * variables F401 and F841, star imports F403, unused format arguments F504, f-strings without placeholders F541,
 * `getattr` with a constant B009, `zip` without `strict` B905, `raise` without `from` B904, ...).
 * None has a CWE: they are defects, not weaknesses.
 */
export const DEFECT_RULES: Readonly<Record<string, DefectRule>> = {
  [SYNTAX]: ERROR,
  // Pyflakes: late or unknown __future__ imports; `%` and `.format` that raise; assignments that cannot be unpacked
  ...ruled('F404 F407 F501 F502 F503 F505 F506 F507 F508 F509 F521 F524 F525 F622', ERROR),
  // break, continue, yield, await, return and bare except in the wrong place; `raise NotImplemented`
  ...ruled('F701 F702 F704 F706 F707 F901', ERROR),
  // names that nobody defines, or only after their use
  ...ruled('F821 F822 F823', ERROR),
  // repeated keys, assertions and conditions on tuples, `is` with a literal, `>>` on print
  ...ruled('F601 F602 F631 F632 F633 F634', BUG),
  // an import hidden by a loop variable; a definition replaced before its use
  ...ruled('F402 F811', SUSPECT),
  // Bugbear: ++n, assignments to os.environ, hasattr for callable, strip with words
  ...ruled('B002 B003 B004 B005', BUG),
  // leaving a finally block, repeated handlers, comparisons and expressions without effect
  ...ruled('B012 B014 B015 B025', BUG),
  ...ruled('B016 B029 B030', ERROR),
  // loop variables that hide what is looped over, or are bound too late; f-strings as docstrings; empty suppress()
  ...ruled('B020 B021 B022 B023', BUG),
  // groups read twice, annotations that should assign, constant keys, mutable context defaults
  ...ruled('B031 B032 B035 B039', BUG),
  // mutable defaults, statements without effect, caches that hold objects, unpacking after keywords, values twice
  ...ruled('B006 B018 B019 B026 B033', SUSPECT),
  // Pylint: __init__ that yields or returns, scopes that contradict, __slots__, bases twice
  ...ruled('PLE0100 PLE0101 PLE0115 PLE0117 PLE0118 PLE0237 PLE0241', ERROR),
  // special methods of the wrong shape or type, bad __all__, index out of range, bare raise
  ...ruled('PLE0302 PLE0303 PLE0305 PLE0307 PLE0308 PLE0309 PLE0604 PLE0605 PLE0643 PLE0704', ERROR),
  // repeated keyword arguments, await outside of async, logging and formatting that raise
  ...ruled('PLE1132 PLE1142 PLE1205 PLE1206 PLE1300 PLE1307 PLE1507 PLE1519 PLE1520 PLE1700', ERROR),
  // strip with repeated characters; text that reads in another order, invisible characters
  ...ruled('PLE1310 PLE2502 PLE2510 PLE2512 PLE2513 PLE2514 PLE2515', BUG),
  // self-assignment, assertions on strings, exceptions made but not raised, super without a call, bad file modes,
  // locks that lock nothing
  ...ruled('PLW0127 PLW0128 PLW0129 PLW0133 PLW0245 PLW0711 PLW1501 PLW2101', BUG),
  ...ruled('PLW0131 PLW0604 PLW0642 PLW1508 PLW1509 PLR0124', SUSPECT),
  // mutable defaults in dataclasses, indices of the wrong type
  ...ruled('RUF008 RUF016', ERROR),
  // tasks that may be collected while they run, calls as defaults in dataclasses, assignments in assertions,
  // defaults of __post_init__, equal branches, permissions that are not octal
  ...ruled('RUF006 RUF009 RUF018 RUF033 RUF034 RUF064', BUG),
};
