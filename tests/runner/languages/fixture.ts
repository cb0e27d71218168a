/** What the tests of a language need, in that language. */
export type LanguageFixture = {
  /**
   * A program that writes the double of each number on its input; and, when the first word is
   * `loop`, `hunger` or `flood`, does that; when it is `leave`, doubles the rest and leaves with 3.
   */
  readonly program: string;
  /** Not a program of this language. */
  readonly broken: string;
  /** Tests of a function that doubles a number: the cases `small` (1) and `large` (500). */
  readonly native: {
    readonly right: string;
    /** Wrong from 100 on. */
    readonly half: string;
    /** Ends the process with 0 when called. */
    readonly leave: string;
    readonly files: Readonly<Record<string, string>>;
    readonly build?: string[][];
    readonly command: (name: 'small' | 'large') => string[];
  };
};
