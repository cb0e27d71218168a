import { setImmediate } from 'node:timers/promises';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { readProgram } from '../../syntax/python.ts';
import { VERSION } from '../../version.ts';
import { scanReadable } from '../kit/readable.ts';
import type { Scanner } from '../scanner.ts';
import { checkProgram } from './check.ts';
import { rules } from './rules/index.ts';

/** How many programs are gone through before others get a turn. */
const TURN = 16;

/**
 * Bifocal's own rules for generated Python, in process: what comes from outside (parameters, requests, input) is
 * followed through each function to where it does harm, unless it was made harmless or checked on the way.
 */
export const bifocal: Scanner = {
  id: 'bifocal',
  title: 'Bifocal',
  role: 'security',
  standard: true,
  languages: ['python'],
  tools: [],
  batch: 1000,

  async probe() {
    const parsed = tryParser();
    return parsed.status === 'ok' ? ok({ version: VERSION }) : parsed;
  },

  async rules() {
    return ok(Object.values(rules).map(({ id, cwes }) => ({ id, cwes })));
  },

  scan: (inputs, signal) =>
    scanReadable(bifocal, inputs, (readable) =>
      scanCodes(
        readable.map(({ code }) => code),
        signal,
      ),
    ),
};

/** The parser is native code, which is not there for every platform. */
const tryParser = (): Outcome<unknown> => {
  try {
    return readProgram('');
  } catch (error) {
    return unknown(`Bifocal: the parser does not load: ${error instanceof Error ? error.message : error}`);
  }
};

const scanCodes = async (codes: readonly string[], signal?: AbortSignal): Promise<Outcome<Finding[]>[]> => {
  signal?.throwIfAborted();
  const all = Object.values(rules);
  const outcomes: Outcome<Finding[]>[] = [];
  for (const code of codes) {
    if (outcomes.length % TURN === TURN - 1) await setImmediate();
    signal?.throwIfAborted();
    outcomes.push(checkProgram(code, all));
  }
  return outcomes;
};
