import { execa } from 'execa';
import { z } from 'zod';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { toolsFile } from '../../toolchain/lock.ts';
import type { Tool } from '../../toolchain/tool.ts';
import type { Rule } from '../scanner.ts';

const rulesSchema = z.record(z.string(), z.string());

/** `CWE-119!/CWE-120`, `CWE-120, CWE-20`: "!" marks an entry that is wider than the rule. */
export const cwesIn = (text: string): number[] => [
  ...new Set([...text.matchAll(/CWE-(\d+)/g)].map(([, id]) => Number(id))),
];

/** What Flawfinder itself lists: one rule may stand for many functions. */
export const listRules = async (tool: Tool<{ python: string }>): Promise<Outcome<readonly Rule[]>> => {
  const state = await tool.probe();
  if (state.status === 'missing') return unknown(`${state.reason} (${state.hint})`);
  const { stdout } = await execa(state.paths.python, ['-I', '-X', 'utf8', BATCH, '--rules'], {
    reject: false,
  });
  try {
    const rules = rulesSchema.parse(JSON.parse(stdout));
    return ok(Object.entries(rules).map(([id, text]) => ({ id, cwes: cwesIn(text) })));
  } catch {
    return unknown('Flawfinder does not list its rules');
  }
};

/** Runs Flawfinder over a folder, or lists its rules. */
export const BATCH = toolsFile('flawfinder/batch.py');
