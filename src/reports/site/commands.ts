/** A word as it is typed into a POSIX shell: quoted where it needs to be. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The command that scores a run again. */
export const scoreCommandOf = (folder: string): string => `bifocal score ${word(folder)}`;

/** The command that tells everything of a sample. */
export const explainCommandOf = (folder: string, sample: string): string =>
  `bifocal explain ${word(folder)} ${word(sample)}`;
