import { InvalidArgumentError } from 'commander';
import { type Combine, combineSchema } from '../core/policy.ts';

export const COMBINE_FORMS = 'union, majority, one:ID, weighted:ID=WEIGHT,...@THRESHOLD';

const HALF = 0.5;

/** Reads how scanners are combined, as `--policy` takes it, e.g. `weighted:bandit=2,ruff=1@0.5`. */
export const parseCombine = (text: string): Combine => {
  const [, by = '', argument = ''] = /^(\w+):?(.*)$/s.exec(text) ?? [];
  const parsed = combineSchema.safeParse({ by, ...argumentsOf(by, argument) });
  if (parsed.success && (by === 'one' || by === 'weighted') === (argument !== '')) return parsed.data;
  throw new InvalidArgumentError(`"${text}" is none of: ${COMBINE_FORMS}.`);
};

const argumentsOf = (by: string, argument: string): object => {
  if (by === 'one') return { scanner: argument };
  const [, list = '', threshold] = /^(.*?)(?:@([\d.]+))?$/s.exec(argument) ?? [];
  const weights = list
    .split(',')
    .filter(Boolean)
    .map((part) => part.split(/=(?=[^=]*$)/))
    .map(([id = '', weight = '']) => [id.trim(), weight.trim() === '' ? Number.NaN : Number(weight)]);
  return {
    weights: Object.fromEntries(weights),
    threshold: threshold === undefined ? HALF : Number(threshold),
  };
};
