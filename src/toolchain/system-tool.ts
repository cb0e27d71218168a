import { BifocalError } from '../core/errors.ts';
import type { Tool, ToolState } from './tool.ts';

/** What is found of a program of this system. */
export type Found<Paths extends Record<string, string>> = { readonly version: string; readonly paths: Paths };

export type SystemToolOptions<Paths extends Record<string, string>> = Pick<
  Tool,
  'id' | 'title' | 'without'
> & {
  /** What the absence is called, such as `no php on the PATH`. */
  readonly absence: string;
  /** How it is installed on this system. */
  readonly hint: string;
  readonly find: () => Promise<Found<Paths> | undefined>;
};

/** A program that people install with their system: found, never fetched. */
export const systemTool = <Paths extends Record<string, string>>({
  id,
  title,
  without,
  absence,
  hint,
  find,
}: SystemToolOptions<Paths>): Tool<Paths> => ({
  id,
  title,
  without,
  megabytes: 0,
  optional: true,
  foundOnly: true,
  async probe(): Promise<ToolState<Paths>> {
    const found = await find();
    return found
      ? { status: 'ready', ...found, managed: false }
      : { status: 'missing', reason: absence, hint };
  },
  async install() {
    if (await find()) return;
    throw new BifocalError(
      'BIFOCAL_PROVISION',
      `${id} is not fetched, but taken from the system: ${absence}.`,
      hint,
    );
  },
});
