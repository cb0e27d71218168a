import type { Manifest } from '../../src/core/run.ts';

/** The manifest of a small run that tests nothing. */
export const manifest = (changes: Partial<Manifest['inputs']> = {}): Manifest => ({
  format: 'bifocal.run/1',
  name: 'test',
  inputs: {
    bifocal: '0',
    tasks: { name: 'core', count: 1, sha256: 'a' },
    sources: [],
    methods: {},
    scanners: { ruff: { version: '1', role: 'security', languages: ['python'] } },
    sandbox: 'none',
    python: '3.12',
    extractor: 1,
    reruns: 0,
    ...changes,
  },
  imported: {},
  omitted: [],
  policy: {
    security: 'static',
    combine: { by: 'union' },
    minSeverity: 'low',
    minConfidence: 'low',
    minTrust: 'exit',
    ignoreRules: [],
    recorded: false,
  },
});
