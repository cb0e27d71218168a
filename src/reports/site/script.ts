/** What would end a literal, a line of a script in older engines, or the element that holds one. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '<': '\\u003c',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** How each of these scripts begins. */
export const RECEIVES = 'bifocalReceive(';

/**
 * A part of a report as the script that hands it to the page. The content is JSON in a literal: browsers read that faster
 * than an object of the same size, and a key such as `__proto__` is a key like any other.
 *
 * @param name `index`, `samples`, `details-0`, ...
 * @param content plain data
 */
export const partScript = (name: string, content: unknown): string => {
  const json = JSON.stringify(content).replaceAll(/[\\'<\u2028\u2029]/g, (found) => ESCAPES[found] ?? found);
  return `${RECEIVES}${JSON.stringify(name)},JSON.parse('${json}'));\n`;
};
