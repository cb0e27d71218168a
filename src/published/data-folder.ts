import { join, resolve } from 'node:path';
import { toolchainHome } from '../toolchain/home.ts';

/** Where published sets lie: `BIFOCAL_DATA`, else `data` below `BIFOCAL_HOME`. */
export const dataFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env.BIFOCAL_DATA ? resolve(env.BIFOCAL_DATA) : join(toolchainHome(env), 'data');
