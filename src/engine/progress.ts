/** How far a run is. `total` is unknown while samples are still being read. */
export type Progress = {
  readonly stage: 'samples' | 'tests' | 'scans';
  readonly done: number;
  readonly total: number | undefined;
  /** Results so far that are unknown. */
  readonly unknown: number;
};

export type Listener = {
  progress(state: Progress): void;
  /** Something that a person should know, once. */
  notice(message: string): void;
};
