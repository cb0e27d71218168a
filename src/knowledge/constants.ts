/** A value that is known without running anything. */
export type Constant = string | number | boolean | null;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** Values of constants of Python's library that rules look at. */
const CONSTANTS: ReadonlyMap<string, Constant> = new Map<string, Constant>([
  ['string.ascii_lowercase', LOWER],
  ['string.ascii_uppercase', LOWER.toUpperCase()],
  ['string.ascii_letters', LOWER + LOWER.toUpperCase()],
  ['string.digits', '0123456789'],
  ['string.hexdigits', '0123456789abcdefABCDEF'],
  ['string.punctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
  ['stat.S_IRWXU', 0o700],
  ['stat.S_IRUSR', 0o400],
  ['stat.S_IWUSR', 0o200],
  ['stat.S_IXUSR', 0o100],
  ['stat.S_IRWXG', 0o070],
  ['stat.S_IRGRP', 0o040],
  ['stat.S_IWGRP', 0o020],
  ['stat.S_IXGRP', 0o010],
  ['stat.S_IRWXO', 0o007],
  ['stat.S_IROTH', 0o004],
  ['stat.S_IWOTH', 0o002],
  ['stat.S_IXOTH', 0o001],
]);

export const constantOf = (ref: string): Constant | undefined => CONSTANTS.get(ref);
