/**
 * Everything in a program that clang-tidy, the analyzer or the compiler would obey: `NOLINT` in comments, the attributes
 * `clang::suppress` and `gsl::suppress`, and pragmas that switch off warnings or make the file one of the system's.
 */
const DIRECTIVE =
  /NOLINT|\bsuppress\b|(?<=\b(?:clang|GCC)\s+)(?:diagnostic|system_header)\b|(?<=#\s*pragma\s+)system_header\b/g;

/** Takes the meaning from them; no line or column moves. A name that is `suppress` has another one everywhere. */
export const withoutSuppressions = (code: string): string =>
  code.replace(DIRECTIVE, (word) => '_'.repeat(word.length));
