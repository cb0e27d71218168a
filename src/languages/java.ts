import { join } from 'node:path';
import { JVM_FLAGS, javacCommand, java as tool } from '../toolchain/java.ts';
import type { Language } from './language.ts';
import { recipe, searchPath, whenReady, withLinkedFolders } from './program.ts';

const TYPE =
  /(\bpublic\s+)?(?:\b(?:abstract|final|sealed|non-sealed|strictfp)\s+)*\b(?:class|interface|enum|record)\s+(\w+)/g;
const MAIN = /\bvoid\s+main\s*\(/;
const PACKAGE = /^\s*package\s+([\w.]+)\s*;/m;

const count = (text: string, character: string): number => text.split(character).length - 1;

/** The class to start, and the name of its file: a public type's where there is one, else the one with `main`. */
const mainClass = (code: string): { readonly file: string; readonly name: string } => {
  const types = [...code.matchAll(TYPE)].filter(({ index }) => {
    const before = code.slice(0, index);
    return count(before, '{') === count(before, '}');
  });
  const start = MAIN.exec(code)?.index ?? -1;
  const chosen = types.find((type) => type[1]) ?? types.findLast(({ index }) => index < start);
  const type = chosen?.[2] ?? 'Main';
  const folder = PACKAGE.exec(code)?.[1];
  return { file: `${type}.java`, name: folder ? `${folder}.${type}` : type };
};

export const java: Language = {
  id: 'java',
  title: 'Java',
  extension: '.java',
  fences: ['java'],
  program: {
    tools: ['java'],
    probe: async () =>
      whenReady(await tool.probe(), async ({ java, javac, home, cache }) => {
        const settings = ['conf', 'conf/security', 'lib', 'lib/security'].map((name) => join(home, name));
        return {
          visible: [home, cache, ...(await withLinkedFolders(...settings))],
          recipe: (code) => {
            const { file, name } = mainClass(code);
            return recipe({
              source: file,
              commands: {
                java: [java, ...JVM_FLAGS, '-Xss16m', '-Xmx{memory}m'],
                javac: javacCommand(javac, cache),
              },
              compile: [['javac', '-d', '{build}', file]],
              run: ['java', '-cp', '{build}', name],
              env: { PATH: searchPath(java) },
              out_of_memory: ['java.lang.OutOfMemoryError'],
              overheadMiB: 768,
            });
          },
        };
      }),
  },
};
