/** A Python interpreter of the host, as a sandbox shows it to the code inside. */
export type Interpreter = {
  /** The interpreter itself, never a launcher script. */
  readonly python: string;
  /** Its installation (`sys.base_prefix`). */
  readonly basePrefix: string;
  /** A folder of extra libraries for the tested code, if any. */
  readonly site: string | null;
};

/** An empty folder that the job may write to, and how many bytes may be in it. */
export type Scratch = { readonly path: string; readonly bytes: number };

/** Programs of the host. */
export type HostToolchain = {
  /** Files and folders: the programs, and what belongs to them. */
  readonly visible: readonly string[];
  /** Such as `PATH`. */
  readonly variables: Readonly<Record<string, string>>;
};

/** A program in place of the interpreter, with folders of its own. */
export type SandboxProgram = {
  readonly command: readonly [string, ...string[]];
  /**
   * At these paths, whatever the host has there; readable folders may lie below. A sandbox that makes up no paths
   * (`none`) uses those of the host.
   */
  readonly scratch: readonly Scratch[];
  /** What it works with, readable at its own paths. Containers have programs of their own instead. */
  readonly toolchain: HostToolchain;
};

/** One isolated process: `python ARGS`, with these host folders readable at their own paths. */
export type SandboxJob = {
  readonly interpreter: Interpreter;
  readonly args: readonly string[];
  readonly readOnly: readonly string[];
  /** Host folders that must stay out of sight although they may lie below a visible one: the answers. */
  readonly hidden: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly tmpBytes: number;
  /** Whether the first process may make namespaces of its own in which it shuts in everything it starts. */
  readonly nests: boolean;
  /** Absent: the interpreter is started. */
  readonly program?: SandboxProgram;
};

/** A host command that starts a job inside the sandbox. */
export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** `level` is what every record and table says of the isolation. */
export type SandboxState =
  | { readonly status: 'ready'; readonly level: string }
  | { readonly status: 'missing'; readonly reason: string; readonly hint: string };

/**
 * A way to run hostile code: no network, read-only root, private `/tmp`, never uid 0, ends with its parent.
 * Resource limits of the tested code are set inside, by the runner. One file in this folder, one object in the
 * registry.
 */
export type Sandbox = {
  readonly id: string;
  readonly title: string;
  /** Whether namespaces can be made inside, so that one sandbox serves many jobs. */
  readonly nests: boolean;
  /** Whether code inside sees other files than the host has at the same paths. */
  readonly mounts: boolean;
  /** Whether it works here, shown by starting it. */
  probe(interpreter: Interpreter): Promise<SandboxState>;
  wrap(job: SandboxJob): Promise<Command>;
};
