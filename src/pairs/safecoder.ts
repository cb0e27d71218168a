import { fixSource } from './kit/fixes.ts';

/** SafeCoder (He et al. 2024): the same in six languages, with a sentence that tells what the function is for. */
export const safecoder = fixSource({
  id: 'safecoder',
  title: 'SafeCoder',
  publication: {
    page: 'https://github.com/eth-sri/SafeCoder/tree/main/data_train_val',
    licence: 'MIT',
    version: '2024-02',
    size: 548,
    files: [],
  },
});
