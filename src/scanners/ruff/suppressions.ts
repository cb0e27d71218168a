/** In the form in which Ruff's workspace lists tokens; positions are in bytes of UTF-8. */
const COMMENT_TOKEN = /^\s*Comment (\d+)\.\.(\d+),$/gm;

/** What every suppression of Ruff's is made of: `noqa`, `ruff: noqa`, `flake8: noqa`, `ruff: disable[...]`. */
const DIRECTIVE = /noqa|ruff/gi;

const HASH = 0x23;

/** Whether a program may have a comment that Ruff would obey. */
export const mayBeSuppressed = (code: string): boolean => code.search(DIRECTIVE) !== -1;

/**
 * Takes the meaning from suppression comments, byte for byte, so that no line or column moves. Only comments
 * change: whether a `#` begins one is for `tokens`, Ruff's own list of tokens, to say. `directive` is the word to
 * take, in ASCII.
 * @throws if the list does not fit the program
 */
export const neutralise = (code: string, tokens: string, directive = DIRECTIVE): string => {
  const bytes = Buffer.from(code);
  for (const [, start, end] of tokens.matchAll(COMMENT_TOKEN)) {
    const comment = bytes.subarray(Number(start), Number(end));
    if (comment[0] !== HASH) throw new Error('the tokens are not those of the program');
    const neutral = comment.toString('latin1').replace(directive, (word) => '_'.repeat(word.length));
    comment.write(neutral, 'latin1');
  }
  return bytes.toString();
};
