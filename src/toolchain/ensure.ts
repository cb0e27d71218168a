import { TOOLS, type ToolId } from './index.ts';
import { provision } from './provision.ts';
import type { Tool } from './tool.ts';

export type EnsureOptions = {
  /** Whether nothing may be fetched. */
  readonly offline: boolean;
  readonly notice: (message: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Installs those of the tools that are missing and can be fetched. What cannot be had is said, with the command that
 * mends it, and left to whoever needs the tool: this never rejects but for an abort.
 */
export const ensureTools = async (
  ids: Iterable<ToolId>,
  { offline, notice, signal }: EnsureOptions,
): Promise<void> => {
  if (offline) return;
  const missing: ToolId[] = [];
  for (const id of new Set(ids)) {
    const tool: Tool = TOOLS[id];
    if (!tool.foundOnly && (await tool.probe()).status === 'missing') missing.push(id);
  }
  if (missing.length === 0) return;
  const size = missing.reduce((sum, id) => sum + TOOLS[id].megabytes, 0);
  const fetched = size > 0 ? `about ${size} MB, once` : 'once';
  notice(`setting up ${missing.join(', ')} (${fetched})`);
  for (const report of await provision(missing, { log: () => {}, signal })) {
    if (report.status === 'failed') notice(`${report.error.message} -> ${report.error.hint}`);
  }
  signal.throwIfAborted();
};
