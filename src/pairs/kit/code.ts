/** Functions are cut out of their class: the indentation of the first line, which all share, goes. */
export const dedent = (code: string): string => {
  const margin = /^[ \t]*/.exec(code)?.[0] ?? '';
  return code
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join('\n');
};

/** Whether a file is one of tests, by its path: a folder or a name that says so in the way of some language. */
export const isTestPath = (path: string): boolean =>
  /(^|\/)(tests?|specs?|__tests__|testing|testdata|test-data|fixtures|mocks?|__mocks__)\//i.test(path) ||
  /(^|\/)(test_[^/]*|conftest\.py|[^/]*([._-](test|tests|spec)|(?<=[a-z0-9])(Test|Tests|Spec|IT))\.\w+)$/.test(
    path,
  );

/** The numbers of CWE ids, as sets write them: `CWE-079`, `cwe-79`, a list of them. Others (`NVD-CWE-Other`) are none. */
export const cweNumbers = (text: string): number[] => [
  ...new Set([...text.matchAll(/\bCWE-0*([1-9]\d*)/gi)].map(([, digits]) => Number(digits))),
];
