/**
 * A line of text, with characters that would act on the terminal, or turn the order of what is read, made visible:
 * sample code may hold any (CVE-2021-42574).
 */
export const visible = (line: string): string =>
  line
    .replace(/\r$/, '')
    .replaceAll('\t', '    ')
    .replaceAll(
      /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
      (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );

/** Breaks a text into lines of at most `width` characters, between words where it can. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let rest = [...text];
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > width / 2 ? space : width;
    lines.push(rest.slice(0, end).join(''));
    rest = rest.slice(end === space ? end + 1 : end);
  }
  return [...lines, rest.join('')];
};
