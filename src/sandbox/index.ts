import { BifocalError } from '../core/errors.ts';
import { bubblewrap } from './bubblewrap.ts';
import { container } from './container.ts';
import { none } from './none.ts';
import type { Interpreter, Sandbox } from './sandbox.ts';

export const sandboxes = { bubblewrap, container, none } as const satisfies Record<string, Sandbox>;

/** In the order in which `auto` tries them. `none` is never chosen: it has to be typed. */
const AUTOMATIC: readonly Sandbox[] = [bubblewrap, container];

export type SandboxChoice = { readonly sandbox: Sandbox; readonly level: string };

/**
 * The sandbox to use: the named one, or for `auto` the first that works here.
 * @throws BifocalError BIFOCAL_SANDBOX if it does not work; BIFOCAL_USAGE if there is no such sandbox
 */
export const chooseSandbox = async (name: string, interpreter: Interpreter): Promise<SandboxChoice> => {
  const candidates = name === 'auto' ? AUTOMATIC : Object.values(sandboxes).filter(({ id }) => id === name);
  if (candidates.length === 0) {
    const known = ['auto', ...Object.keys(sandboxes)].join(', ');
    throw new BifocalError('BIFOCAL_USAGE', `no sandbox is called "${name}"`, `choose one of: ${known}`);
  }
  const reasons: string[] = [];
  const hints: string[] = [];
  for (const sandbox of candidates) {
    const state = await sandbox.probe(interpreter);
    if (state.status === 'ready') return { sandbox, level: state.level };
    reasons.push(state.reason);
    hints.push(state.hint);
  }
  throw new BifocalError(
    'BIFOCAL_SANDBOX',
    `generated code runs only inside a sandbox, and none works here: ${reasons.join('; ')}`,
    `${hints.join('; or ')}; or leave the tests out with --no-tests; or accept the danger with --sandbox none (it is recorded and shown)`,
  );
};
