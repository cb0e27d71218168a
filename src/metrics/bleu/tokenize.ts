/** What Python's `str.isspace` holds for white space: other than `\s`, four separators and NEL, and no U+FEFF. */
const PYTHON_SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const TRAILING_SPACE = new RegExp(`[${PYTHON_SPACE}]+$`);
const WORD = new RegExp(`[^${PYTHON_SPACE}]+`, 'g');

/** In this order: `&amp;lt;` becomes `<`. */
const ENTITIES = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
] as const;

/** ASCII punctuation but for the full stop, the comma, the dash and the apostrophe. */
const PUNCTUATION = /([{-~[-` -&(-+:-@/])/g;
const POINT_BEHIND_NO_DIGIT = /([^0-9])([.,])/gu;
const POINT_BEFORE_NO_DIGIT = /([.,])([^0-9])/gu;
const DASH_BEHIND_DIGIT = /([0-9])(-)/g;

/**
 * The words of a text as the tokenizer `13a` of sacrebleu has them (mteval-v13a of NIST). Only ASCII digits are digits,
 * and words end where Python's `str.split` ends them.
 */
export const tokenize13a = (text: string): readonly string[] => {
  const line = text
    .replace(TRAILING_SPACE, '')
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ');
  const plain = ENTITIES.reduce((rest, [entity, character]) => rest.replaceAll(entity, character), line);
  const spaced = ` ${plain} `
    .replace(PUNCTUATION, ' $1 ')
    .replace(POINT_BEHIND_NO_DIGIT, '$1 $2 ')
    .replace(POINT_BEFORE_NO_DIGIT, ' $1 $2')
    .replace(DASH_BEHIND_DIGIT, '$1 $2 ');
  return spaced.match(WORD) ?? [];
};
