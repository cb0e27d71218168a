import { visible } from '../visible.ts';

/** Characters that mean something to LaTeX, and those beyond letters that it does not know without a package. */
const COMMANDS: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '{': String.raw`\{`,
  '}': String.raw`\}`,
  $: String.raw`\$`,
  '&': String.raw`\&`,
  '#': String.raw`\#`,
  '%': String.raw`\%`,
  _: String.raw`\_`,
  '^': String.raw`\textasciicircum{}`,
  '~': String.raw`\textasciitilde{}`,
  '<': String.raw`\textless{}`,
  '>': String.raw`\textgreater{}`,
  '|': String.raw`\textbar{}`,
  '"': String.raw`\textquotedbl{}`,
  "'": String.raw`\textquotesingle{}`,
  '`': String.raw`\textasciigrave{}`,
  '*': String.raw`\textasteriskcentered{}`,
  '[': '{[}',
  ']': '{]}',
  '–': '--',
  '—': '---',
  '…': String.raw`\ldots{}`,
  '−': '$-$',
  '×': String.raw`$\times$`,
  '→': String.raw`$\rightarrow$`,
  '≤': String.raw`$\leq$`,
  '≥': String.raw`$\geq$`,
  '±': String.raw`$\pm$`,
  Δ: String.raw`$\Delta$`,
  '✓': String.raw`\checkmark{}`,
  '✗': String.raw`$\times$`,
  '●': String.raw`$\bullet$`,
  '◐': String.raw`$\odot$`,
  '○': String.raw`$\circ$`,
  '†': String.raw`\dag{}`,
  '‡': String.raw`\ddag{}`,
  '’': String.raw`\textquoteright{}`,
};

/** Those, and what would melt into another sign with its like behind it: two hyphens into a dash. */
const SPECIAL = new RegExp(
  `-(?=-)|,(?=,)|[${Object.keys(COMMANDS)
    .map((character) => character.replace(/[\\\]^-]/, String.raw`\$&`))
    .join('')}]`,
  'gu',
);

/** One line of text that LaTeX prints as it is. Letters of any script stay: which of them print is the engine's affair. */
export const latexText = (text: string): string =>
  visible(text).replaceAll(SPECIAL, (character) => COMMANDS[character] ?? `${character}{}`);
