import type { Language } from './language.ts';
import { node } from './node.ts';

export const javascript: Language = {
  id: 'javascript',
  title: 'JavaScript',
  extension: '.js',
  fences: ['javascript', 'js', 'node'],
  program: node({ source: 'main.js', flags: [], compile: [['node', '--check', 'main.js']] }),
};
