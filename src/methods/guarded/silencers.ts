/** What tells an analyzer to look away and does nothing else. Who writes it mends nothing. */
const SILENCERS: readonly RegExp[] = [
  /\bnosec\b/g,
  /\bnoqa\b/g,
  /\bnosem(grep)?\b/g,
  /\bnosonar\b/g,
  /\bnolint\w*\b/g,
  /\bnoinspection\b/g,
  /\bskipcq\b/g,
  /\b(lgtm|codeql)\s*\[/g,
  /\b(bearer|checkov|eslint|pylint|coverity|trivy|cppcheck|snyk|kics)\s*[:-]\s*(disable|ignore|skip|suppress)/g,
  /\b(type|pyright|mypy|pyre|ruff|flake8)\s*:\s*(ignore|disable)/g,
  /\bgitleaks\s*:\s*allow\b/g,
  /\bdevskim\s*:\s*ignore\b/g,
  /\bpyre-(ignore|fixme|unsafe)\b/g,
  /\busedforsecurity\b(?!\s*=\s*true\b)/g,
  /\bpragma\s*:\s*(no\s?cover|allowlist|whitelist)/g,
];

const count = (code: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const silencer of SILENCERS) {
    for (const [marker] of code.toLowerCase().matchAll(silencer))
      found.set(marker, (found.get(marker) ?? 0) + 1);
  }
  return found;
};

/** What silences analyzers and that a code has more often than its parent, as they stand there. */
export const silencersAdded = (before: string, after: string): readonly string[] => {
  const had = count(before);
  return [...count(after)]
    .filter(([marker, times]) => times > (had.get(marker) ?? 0))
    .map(([marker]) => marker);
};

/** Control and format characters, but for tabs and line ends: readers do not see them, or read another text. */
const UNSEEN = /(?!\t|\n|\r\n)[\p{Cc}\p{Cf}]/gu;

/** Unseen characters that a code has and its parent has not, as `U+202E`. A byte order mark at the start is none. */
export const charactersAdded = (before: string, after: string): readonly string[] => {
  const unseen = (code: string): ReadonlySet<string> => new Set(code.replace(/^\uFEFF/, '').match(UNSEEN));
  const had = unseen(before);
  return [...unseen(after)]
    .filter((one) => !had.has(one))
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
};
