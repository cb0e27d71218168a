import type { TestReport } from '../core/case.ts';
import type { Scan, ScannerRole } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Furnishing } from '../core/task.ts';

/** What a scanner that a method listens to says of a code. */
export type HeardScan = Omit<Scan, 'sample'>;

/** What a call of the code's function did, in the sandbox. Equal observations: nobody can tell the codes apart. */
export type Observation = {
  readonly input: string;
  /** `returned`: a value came back; `raised`: an exception; `unknown`: it ran out of time, or we could not tell. */
  readonly kind: 'returned' | 'raised' | 'unknown';
  /** Value, output and files, in short, or the exception's type and message; where unknown, why. */
  readonly shown: string;
  /** Hash of all that was seen, but for the text of exceptions. */
  readonly digest: string;
  /** Whether there was anything to see but `None`. */
  readonly telling: boolean;
  /**
   * Of an exception: its type, the built-in classes it descends from, and the line at which the code itself, not a
   * library, raised it.
   */
  readonly exception?: {
    readonly type: string;
    readonly builtin: readonly string[];
    readonly line?: number;
  };
  /** Permission bits, but for the owner's, of the files that it made or changed, all together. Undefined: none. */
  readonly granted?: number;
  /** CPU time of the call, as the code's own side tells it. Undefined: nobody can tell. */
  readonly cpuSeconds?: number;
  /** Lines of the code that were run, from 1. Undefined: nobody can tell. */
  readonly lines?: ReadonlySet<number>;
};

/** Calls that are tried on several codes. */
export type Probe = {
  /** A function of the module, or `Class.method`. */
  readonly entryPoint: string;
  /**
   * Python source of a dict of keyword arguments, or of a tuple of positional arguments and such a dict. It may name
   * what the code defines.
   */
  readonly inputs: readonly string[];
  /** Variables of the module that a call may change: that, too, is seen. */
  readonly watched: readonly string[];
  /** Files in the folder of each call, by path. */
  readonly files: Readonly<Record<string, Furnishing>>;
};

/** What a method may use while it works on one task. It holds no test by which the method is judged. */
export type Workbench = {
  /** Scans with the scanners of these roles that the method listens to; one entry each. Aborting rejects. */
  scan(code: string, roles: readonly ScannerRole[], signal?: AbortSignal): Promise<HeardScan[]>;
  /** Runs the tests that the method may see. Undefined: the task has none, or nothing runs tests here. */
  readonly testVisible: ((code: string, signal?: AbortSignal) => Promise<TestReport>) | undefined;
  /** Runs calls and tells what they did, one observation per input. Undefined: nothing runs code here. */
  readonly observe:
    | ((code: string, probe: Probe, signal?: AbortSignal) => Promise<Outcome<readonly Observation[]>>)
    | undefined;
};
