import type { Sandbox } from './sandbox.ts';

/** No isolation at all: only for code you trust. Never chosen by itself, and shown in every table. */
export const none: Sandbox = {
  id: 'none',
  title: 'no sandbox',
  nests: false,
  mounts: false,
  probe: async () => ({ status: 'ready', level: 'none: NOT ISOLATED' }),
  wrap: async ({ interpreter, args, env, program }) => {
    const [file, ...rest] = program?.command ?? [interpreter.python, ...args];
    return { file, args: rest, env: { ...program?.toolchain.variables, ...env } };
  },
};
