import { fixSource } from './kit/fixes.ts';

/** SVEN (He and Vechev 2023): functions of Python, C and C++ before and after commits that make them secure, 9 CWEs. */
export const sven = fixSource({
  id: 'sven',
  title: 'SVEN',
  publication: {
    page: 'https://github.com/eth-sri/sven/tree/master/data_train_val',
    licence: 'MIT',
    version: '2023-02',
    size: 803,
    files: [],
  },
});
