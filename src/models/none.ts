import { BifocalError } from '../core/errors.ts';
import type { Model, ModelProvider } from './model.ts';

const nobody = (): BifocalError =>
  new BifocalError(
    'BIFOCAL_USAGE',
    'the method asks a model, and there is none',
    'name one with --model, or take a method or settings that do without',
  );

const model: Model = {
  id: 'none',
  concurrency: 4,
  generate: async () => {
    throw nobody();
  },
  close: async () => {},
};

/** No model: for methods that can do something by themselves. */
export const none: ModelProvider = {
  id: 'none',
  title: 'no model, for what methods can do alone',
  nameless: true,
  identify: async () => ({}),
  tools: () => [],
  check: async () => {},
  open: async () => model,
};
