/** One file of a published set. `hub`: a data set of the Hugging Face hub, or of a mirror of it. */
export type PublishedFile =
  | { readonly hub: string; readonly revision: string; readonly path: string }
  | { readonly url: string; readonly sha256?: string };

/** Where a set is published, and what is known of it there. */
export type Publication = {
  /** For people. */
  readonly page: string;
  /** SPDX id where there is one. */
  readonly licence: string;
  /** As its publishers call it: what the size and the fingerprint are of. */
  readonly version: string;
  /** Rows that it is said to have. */
  readonly size?: number;
  /** What `bifocal tasks pull` fetches, in the order in which it is read. Empty: it has to be asked for, or made. */
  readonly files: readonly PublishedFile[];
  /**
   * SHA-256 over what a loader makes of the whole set (`fingerprintOf`): the same for JSONL, gzip and Parquet. Absent:
   * the loader was written from the published description and was not yet run on the real file.
   */
  readonly fingerprint?: string;
};

/** Whatever has a name and is published: a task set, a source of pairs. */
export type Published = { readonly id: string; readonly title: string; readonly publication?: Publication };
