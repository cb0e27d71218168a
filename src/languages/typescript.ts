import type { Language } from './language.ts';
import { node } from './node.ts';

const TRANSFORM = '--experimental-transform-types';
/** Enumerations and namespaces are code, not types: they are transformed where this Node.js can do it. */
const transforms = process.allowedNodeEnvironmentFlags.has(TRANSFORM);

const STRIP = `
const { readFileSync, writeFileSync } = require('node:fs');
const code = readFileSync('main.ts', 'utf8');
const mode = ${JSON.stringify(transforms ? 'transform' : 'strip')};
writeFileSync('main.js', require('node:module').stripTypeScriptTypes(code, { mode }));
`;

/** Types are taken out once and not checked. */
export const typescript: Language = {
  id: 'typescript',
  title: 'TypeScript',
  extension: '.ts',
  fences: ['typescript', 'ts'],
  program: node({
    source: 'main.ts',
    flags: transforms ? [TRANSFORM] : [],
    compile: [
      ['node', '-e', STRIP],
      ['node', '--check', 'main.js'],
    ],
  }),
};
