const quote = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether Python code defines `name` at the top level, as a function, a class or a variable. */
export const definesAtTop = (code: string, name: string): boolean =>
  new RegExp(
    `^(?:(?:async[ \\t]+)?def|class)[ \\t]+${quote(name)}\\b|^${quote(name)}[ \\t]*(?::[^=\\n]+)?=`,
    'm',
  ).test(code);

/** Whether a name occurs as a word. */
export const mentions = (code: string, name: string): boolean =>
  new RegExp(`\\b${quote(name)}\\b`).test(code);
