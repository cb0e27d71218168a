import type { Sandbox } from './sandbox.ts';

/** No isolation at all: only for code you trust. Never chosen by itself, and shown in every table. */
export const none: Sandbox = {
  id: 'none',
  title: 'no sandbox',
  nests: false,
  probe: async () => ({ status: 'ready', level: 'none: NOT ISOLATED' }),
  wrap: async ({ interpreter, args, env }) => ({ file: interpreter.python, args: [...args], env }),
};
