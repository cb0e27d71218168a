/** Python source of a string. JSON's escapes are among Python's. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** Lines moved to the right. Strings of several lines change with them: not for code that may hold any. */
export const indented = (code: string, by = '    '): string => code.replaceAll(/^(?=.)/gm, by);

/** Code as it stands in a prompt for a chat model. */
export const pythonBlock = (code: string): string => `\`\`\`python\n${code.trim()}\n\`\`\``;
