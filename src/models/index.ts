import { BifocalError } from '../core/errors.ts';
import type { ToolId } from '../toolchain/index.ts';
import { local } from './local.ts';
import type { Model, ModelOptions, ModelProvider } from './model.ts';
import { none } from './none.ts';
import { openai } from './openai.ts';

export const MODEL_PROVIDERS: Readonly<Record<string, ModelProvider>> = { openai, local, none };

const parseSpec = (spec: string): { provider: ModelProvider; name: string } => {
  const [, id = spec, name = ''] = /^([^:]*):(.*)$/s.exec(spec) ?? [];
  const provider = Object.hasOwn(MODEL_PROVIDERS, id) ? MODEL_PROVIDERS[id] : undefined;
  if (provider !== undefined && (provider.nameless ? id === spec : name.trim() !== ''))
    return { provider, name };
  const forms = Object.values(MODEL_PROVIDERS).map(
    ({ id, title, nameless }) => `${id}${nameless ? '' : ':NAME'} (${title})`,
  );
  throw new BifocalError('BIFOCAL_USAGE', `no model is named '${spec}'`, `write ${forms.join(' or ')}.`);
};

/** Opens a model named like `local:smollm2` or `openai:gpt-5`: everything after the first colon is the provider's. */
export const openModel = async (spec: string, options: ModelOptions = {}): Promise<Model> => {
  const { provider, name } = parseSpec(spec);
  return provider.open(name, options);
};

/** What else than the spec decides the answers of a model. */
export const identifyModel = async (
  spec: string,
  options: ModelOptions = {},
): Promise<Readonly<Record<string, string>>> => {
  const { provider, name } = parseSpec(spec);
  return provider.identify(name, options);
};

/** Rejects if it is plain without loading anything that the model cannot be opened: no key, no file, a wrong URL. */
export const checkModel = async (spec: string, options: ModelOptions = {}): Promise<void> => {
  const { provider, name } = parseSpec(spec);
  return provider.check(name, options);
};

/** What must be installed to open it. */
export const toolsOfModel = (spec: string): readonly ToolId[] => {
  const { provider, name } = parseSpec(spec);
  return provider.tools(name);
};
