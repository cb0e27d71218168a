/** Comments that tell an analyzer to look away. None has an effect on our scanners; who writes one mends nothing. */
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

/** Comments that silence analyzers and that a code has more often than its parent, as they stand there. */
export const silencersAdded = (before: string, after: string): readonly string[] => {
  const had = count(before);
  return [...count(after)]
    .filter(([marker, times]) => times > (had.get(marker) ?? 0))
    .map(([marker]) => marker);
};
