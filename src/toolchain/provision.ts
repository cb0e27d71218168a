import { BifocalError } from '../core/errors.ts';
import { asProvisionError } from './failure.ts';
import { TOOLS, toolOf } from './index.ts';
import type { Tool, ToolState } from './tool.ts';

export type ProvisionReport = { readonly id: string } & (
  | { readonly status: 'installed' | 'ready'; readonly version: string }
  | { readonly status: 'failed'; readonly error: BifocalError }
);

/**
 * Installs what is missing, one after the other, and goes on after a failure. Rejects only for an id that
 * does not exist (BIFOCAL_USAGE), before anything is installed. What an abort left over is reported as failed.
 */
export const provision = async (
  ids: readonly string[],
  options: { readonly log: (line: string) => void; readonly signal?: AbortSignal },
): Promise<readonly ProvisionReport[]> => {
  const reports: ProvisionReport[] = [];
  for (const tool of ids.map(toolOf)) reports.push(await provisionOne(tool, options));
  return reports;
};

/** The state of every tool, by id. */
export const status = async (): Promise<readonly { readonly tool: Tool; readonly state: ToolState }[]> =>
  Promise.all(Object.values<Tool>(TOOLS).map(async (tool) => ({ tool, state: await tool.probe() })));

const provisionOne = async (
  tool: Tool,
  { log, signal }: { readonly log: (line: string) => void; readonly signal?: AbortSignal },
): Promise<ProvisionReport> => {
  const { id } = tool;
  try {
    const before = await tool.probe();
    if (before.status === 'ready') return { id, status: 'ready', version: before.version };
    if (signal?.aborted) throw stopped(id);
    await tool.install(log, signal);
    const after = await tool.probe();
    if (after.status === 'ready') return { id, status: 'installed', version: after.version };
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      `${id} was installed but is missing: ${after.reason}.`,
      after.hint,
    );
  } catch (error) {
    return { id, status: 'failed', error: asProvisionError(id, error) };
  }
};

const stopped = (id: string): BifocalError =>
  new BifocalError(
    'BIFOCAL_PROVISION',
    `${id} was not installed: stopped before its turn.`,
    `bifocal setup ${id}`,
  );
