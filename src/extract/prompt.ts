import { definesAtTop, mentions } from './definition.ts';

/** Top-level statements of Python code, each with the lines that belong to it. */
const topLevelStatements = (code: string): string[] => {
  const statements: string[] = [];
  let decorated = false;
  for (const line of code.split('\n')) {
    const continues = line === '' || /^[ \t)\]}]/.test(line) || decorated;
    decorated = line.startsWith('@');
    if (continues && statements.length > 0) statements[statements.length - 1] += `\n${line}`;
    else statements.push(line);
  }
  return statements.map((statement) => statement.trimEnd()).filter(Boolean);
};

/** The imports, functions and classes of Python code, without what it runs. */
export const definitions = (code: string): string =>
  topLevelStatements(code)
    .filter((statement) => /^(?:import |from |(?:async )?def |class |@)/.test(statement))
    .join('\n');

const boundNames = (statement: string): string[] => {
  const imported = /^(?:from\s+[\w.]+\s+)?import\s+(?<names>[\s\S]+)$/.exec(statement)?.groups?.names;
  if (imported) {
    return imported
      .replace(/[()]/g, '')
      .split(',')
      .flatMap((part) => /(?:as\s+)?(\w+)(?:\.\w+)*\s*$/.exec(part.trim())?.[1] ?? [])
      .map((name) => name.trim());
  }
  return (
    /^(?:(?:async\s+)?def|class)\s+(\w+)|^(\w+)\s*(?::[^=]+)?=/m.exec(statement)?.slice(1).filter(Boolean) ??
    []
  );
};

/**
 * The imports and helpers that a prompt gives before the function to write, as far as an answer uses them and
 * forgot to repeat them. Empty if there are none.
 */
export const forgottenPrelude = (prompt: string, entryPoint: string, code: string): string => {
  const offered = topLevelStatements(prompt).filter((statement) => !definesAtTop(statement, entryPoint));
  const taken = new Set<string>();
  let size: number;
  do {
    size = taken.size;
    const whole = [...taken, code].join('\n');
    for (const statement of offered) {
      if (boundNames(statement).some((name) => mentions(whole, name) && !isBound(whole, name)))
        taken.add(statement);
    }
  } while (taken.size > size); // a helper may need an import that the answer itself does not
  return offered.filter((statement) => taken.has(statement)).join('\n');
};

const isBound = (code: string, name: string): boolean =>
  definesAtTop(code, name) ||
  topLevelStatements(code).some(
    (statement) => /^(?:from|import)\b/.test(statement) && mentions(statement, name),
  );

const KEPT_AFTER_FUNCTION =
  /^(?:[ \t)\]}]|$|import |from |(?:async )?def |class |@|#|[A-Za-z_]\w*\s*(?::[^=]+)?=[^=])/;

/** A continuation without what a base model writes after the function: example calls, prints, the next prompt. */
export const withoutTail = (continuation: string): string => {
  const lines = continuation.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && !KEPT_AFTER_FUNCTION.test(line));
  return end === -1 ? continuation : lines.slice(0, end).join('\n');
};
