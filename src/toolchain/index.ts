import { BifocalError } from '../core/errors.ts';
import { bandit } from './bandit.ts';
import { bearer } from './bearer.ts';
import { bubblewrap } from './bubblewrap.ts';
import { c } from './c.ts';
import { clangTidy } from './clang-tidy.ts';
import { codeql } from './codeql.ts';
import { cpp } from './cpp.ts';
import { cppcheck } from './cppcheck.ts';
import { dotnet } from './dotnet.ts';
import { eslint } from './eslint.ts';
import { flawfinder } from './flawfinder.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { nodeLlamaCpp } from './node-llama-cpp.ts';
import { php } from './php.ts';
import { pyright } from './pyright.ts';
import { pythonDatasets } from './python-datasets.ts';
import { pythonTests } from './python-tests.ts';
import { rust } from './rust.ts';
import { semgrep } from './semgrep.ts';
import { smollm2 } from './smollm2.ts';
import { svace } from './svace.ts';
import type { Tool } from './tool.ts';

/** Everything that can be installed, by id, in the order in which it is shown. */
export const TOOLS = {
  bandit,
  pyright,
  bubblewrap,
  'python-tests': pythonTests,
  'python-datasets': pythonDatasets,
  smollm2,
  'node-llama-cpp': nodeLlamaCpp,
  c,
  cpp,
  go,
  java,
  rust,
  php,
  dotnet,
  bearer,
  semgrep,
  codeql,
  svace,
  cppcheck,
  flawfinder,
  'clang-tidy': clangTidy,
  eslint,
} as const satisfies Record<string, Tool>;

export type ToolId = keyof typeof TOOLS;

export const TOOL_IDS = Object.keys(TOOLS) as readonly ToolId[];

/** The tool of that name; throws BIFOCAL_USAGE for one that does not exist. */
export const toolOf = (id: string): Tool => {
  const tool = Object.entries<Tool>(TOOLS).find(([name]) => name === id)?.[1];
  if (tool) return tool;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `There is no tool "${id}".`,
    `The tools are: ${TOOL_IDS.join(', ')}.`,
  );
};
