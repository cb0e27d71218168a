import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import { METHODS } from './index.ts';
import type { Attempt, Method, MethodRequest } from './method.ts';

/** A method with its settings. */
export type OpenMethod = Pick<Method, 'id' | 'title' | 'needs' | 'rounds'> & {
  /** How its samples name it: as it was asked for. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly listens: ReturnType<Method['listens']>;
  readonly kin: readonly string[];
  readonly oracle: string | undefined;
  readonly seesLabel: boolean;
  generate(request: MethodRequest): Promise<Outcome<Attempt>>;
};

/**
 * Opens a method named like `codepatch` or `codepatch:look=both:keep=last`.
 * @throws BifocalError BIFOCAL_USAGE if there is none of that name, or it does not take a setting
 */
export const openMethod = (name: string): OpenMethod => {
  const [id = '', ...pairs] = name.split(':');
  const method = Object.hasOwn(METHODS, id) ? METHODS[id] : undefined;
  if (!method) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `no method is called "${id}"`,
      `choose from: ${Object.keys(METHODS).join(', ')}`,
    );
  }
  const settings = parseSettings(method, name, pairs);
  return {
    id,
    name,
    title: method.title,
    needs: method.needs,
    rounds: method.rounds,
    settings: { ...settings },
    listens: method.listens(settings),
    kin: method.kin ?? [],
    oracle: method.oracle(settings),
    seesLabel: method.seesLabel(settings),
    generate: (request) => method.generate(request, settings),
  };
};

const parseSettings = (method: Method, name: string, pairs: readonly string[]): object => {
  const entries = pairs.map((pair) => {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return [key, value] as const;
  });
  const parsed = method.settings.safeParse(Object.fromEntries(entries));
  if (parsed.success) return parsed.data;
  const keys = Object.keys(method.settings.shape);
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `"${name}" cannot be set so: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    keys.length === 0
      ? `${method.id} has no settings`
      : `${method.id} takes: ${keys.map((key) => `${key}=...`).join(', ')}`,
  );
};
