/**
 * An error meant for a person: what happened, and the command or change that mends it.
 * Stages never throw it at one another (they pass {@link Outcome}s); it ends a command.
 */
export class BifocalError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BifocalError';
    this.code = code;
    this.hint = hint;
  }
}

/** Exit codes of the command line. */
export const EXIT = {
  ok: 0,
  gateFailed: 1,
  usage: 2,
  environment: 3,
  tooManyUnknowns: 4,
  budgetReached: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF_CODE = {
  BIFOCAL_USAGE: EXIT.usage,
  BIFOCAL_CONFIG: EXIT.usage,
  BIFOCAL_INPUT: EXIT.usage,
  BIFOCAL_RUN_CHANGED: EXIT.usage,
  BIFOCAL_TOOL_MISSING: EXIT.environment,
  BIFOCAL_PROVISION: EXIT.environment,
  BIFOCAL_SANDBOX: EXIT.environment,
  BIFOCAL_MODEL: EXIT.environment,
  BIFOCAL_REQUEST: EXIT.environment,
  BIFOCAL_UNKNOWNS: EXIT.tooManyUnknowns,
  BIFOCAL_VERIFY: EXIT.gateFailed,
  BIFOCAL_BUDGET: EXIT.budgetReached,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof EXIT_OF_CODE;

/** The exit code that a command ends with for this error. */
export const exitCodeOf = (error: BifocalError): ExitCode => EXIT_OF_CODE[error.code];
