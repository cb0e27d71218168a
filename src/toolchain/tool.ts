/** What is installed of a tool. `paths` are absolute; each tool says which names it sets. */
export type ToolState<Paths extends Record<string, string> = Record<string, string>> =
  | { readonly status: 'ready'; readonly version: string; readonly paths: Paths; readonly managed: boolean }
  | { readonly status: 'missing'; readonly reason: string; readonly hint: string };

/**
 * Something that does not come with the package: a program, a Python environment, a model file. One file in
 * this folder, one object in the registry. Everything installed is pinned by version and hash and lies below
 * the toolchain's home; nothing else of the machine is touched.
 */
export type Tool<Paths extends Record<string, string> = Record<string, string>> = {
  readonly id: string;
  readonly title: string;
  /** What does not work without it, as the rest of the sentence "without it, ...". */
  readonly without: string;
  /** About how much is fetched, in megabytes. */
  readonly megabytes: number;
  /** Needed for some task sets only: fetched when asked for by name, and no fault where it is missing. */
  readonly optional?: boolean;
  /** People install it with their system: it is found, never fetched, so there is no use in trying. */
  readonly foundOnly?: boolean;
  /** Cheap enough to be called at every start. */
  probe(): Promise<ToolState<Paths>>;
  /** Fetches and installs. Rejects with a BifocalError (BIFOCAL_PROVISION) that says what to do. */
  install(log: (line: string) => void, signal?: AbortSignal): Promise<void>;
};
