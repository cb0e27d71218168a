import type { Level } from '../../core/finding.ts';

export type PyrightRule = { readonly severity: Level; readonly confidence: Level };

/** What Pyright calls an error of syntax; it has no rule of its own and cannot be switched off. */
export const SYNTAX = 'syntax-error';

/** Reported so that code which Pyright gives up on is seen; nothing else of it counts. */
export const GIVES_UP = 'reportGeneralTypeIssues';

/** Python raises when the line runs, whatever the values are. */
const ERROR: PyrightRule = { severity: 'high', confidence: 'high' };
/** Python raises, if the types are what Pyright takes them for: stubs of libraries are not always right. */
const TYPE_ERROR: PyrightRule = { severity: 'medium', confidence: 'medium' };
/** Python raises for some values or on some paths. */
const SOMETIMES: PyrightRule = { severity: 'low', confidence: 'medium' };
/** Code that runs and has no effect, or another one than it seems. */
const SUSPECT: PyrightRule = { severity: 'low', confidence: 'high' };

/**
 * The rules that mean a defect of the program. Left out is what only contradicts an annotation, which Python does not
 * read (reportArgumentType, reportReturnType, reportAssignmentType, reportInvalidTypeForm,
 * reportIncompatibleMethodOverride, ...), what concerns libraries, none of which are installed where Pyright looks
 * (reportMissingImports, reportMissingModuleSource), and matters of style. None has a CWE.
 */
export const PYRIGHT_RULES: Readonly<Record<string, PyrightRule>> = {
  [SYNTAX]: ERROR,
  reportUndefinedVariable: ERROR,
  reportUnboundVariable: ERROR,
  reportUnhashable: ERROR,
  reportAbstractUsage: TYPE_ERROR,
  reportAttributeAccessIssue: TYPE_ERROR,
  reportCallIssue: TYPE_ERROR,
  reportIndexIssue: TYPE_ERROR,
  reportNoOverloadImplementation: TYPE_ERROR,
  reportOperatorIssue: TYPE_ERROR,
  reportUnsupportedDunderAll: TYPE_ERROR,
  reportUnusedCoroutine: TYPE_ERROR,
  reportOptionalCall: SOMETIMES,
  reportOptionalContextManager: SOMETIMES,
  reportOptionalIterable: SOMETIMES,
  reportOptionalMemberAccess: SOMETIMES,
  reportOptionalOperand: SOMETIMES,
  reportOptionalSubscript: SOMETIMES,
  reportPossiblyUnboundVariable: SOMETIMES,
  reportTypedDictNotRequiredAccess: SOMETIMES,
  reportAssertAlwaysTrue: SUSPECT,
  reportInvalidStringEscapeSequence: SUSPECT,
  reportRedeclaration: SUSPECT,
  reportSelfClsParameterName: SUSPECT,
  reportUnusedExcept: SUSPECT,
  reportUnusedExpression: SUSPECT,
};
