import { BifocalError } from '../core/errors.ts';
import type { Tool, ToolState } from './tool.ts';

/** The tool as it is installed; rejects with BIFOCAL_TOOL_MISSING and the command that installs it. */
export const requireTool = async <Paths extends Record<string, string>>(
  tool: Tool<Paths>,
): Promise<Extract<ToolState<Paths>, { status: 'ready' }>> => {
  const state = await tool.probe();
  if (state.status === 'ready') return state;
  throw new BifocalError(
    'BIFOCAL_TOOL_MISSING',
    `${tool.id} is missing (${state.reason}): without it, ${tool.without}.`,
    state.hint,
  );
};
