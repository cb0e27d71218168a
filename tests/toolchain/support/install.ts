import { toolOf } from '../../../src/toolchain/index.ts';

/** `node install.ts ID`: one installation in a process of its own, to be raced or killed. */
const [id = ''] = process.argv.slice(2);
await toolOf(id).install((line) => process.stdout.write(`${line}\n`));
