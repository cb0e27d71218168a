import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { toolchainHome } from '../toolchain/home.ts';
import { TOOLS } from '../toolchain/index.ts';
import { requireTool } from '../toolchain/require-tool.ts';
import type { Tool } from '../toolchain/tool.ts';
import type { LlamaBinding } from './llama-binding.ts';

type Notice = (message: string) => void;

/**
 * The GGUF file that a name means: a model of the toolchain, a path, or `hf:user/repo/file.gguf`, which is
 * fetched from Hugging Face the first time and kept.
 */
export const findModelFile = async (name: string, binding: LlamaBinding, notice: Notice): Promise<string> => {
  const embedded = await embeddedFile(name);
  if (embedded !== undefined) return embedded;
  return name.startsWith('hf:') ? fetchedFile(name, binding, notice) : ownFile(name);
};

/** Rejects as {@link findModelFile} would; says nothing of files that may yet have to be fetched. */
export const checkModelFile = async (name: string): Promise<void> => {
  if ((await embeddedFile(name)) === undefined && !name.startsWith('hf:')) await ownFile(name);
};

const ownFile = (name: string): Promise<string> => {
  const file = resolve(name);
  return access(file).then(
    () => file,
    () => {
      throw new BifocalError(
        'BIFOCAL_MODEL',
        `there is no model file ${name}`,
        'name a .gguf file, a model of the toolchain (local:smollm2), or hf:user/repo/file.gguf.',
      );
    },
  );
};

/** Every tool that provides a file `gguf` is a model. */
const embeddedFile = async (name: string): Promise<string | undefined> => {
  const tool = Object.entries<Tool>(TOOLS).find(([id]) => id === name)?.[1];
  return tool && (await requireTool(tool)).paths.gguf;
};

const fetchedFile = async (uri: string, binding: LlamaBinding, notice: Notice): Promise<string> => {
  const directory = join(toolchainHome(), 'models');
  const kept = await binding
    .resolveModelFile(uri, { cli: false, directory, download: false })
    .catch(() => undefined);
  if (kept !== undefined) return kept;
  try {
    await assertHubInReach();
    notice(`fetching ${uri} into ${directory}`);
    return await binding.resolveModelFile(uri, { cli: false, directory });
  } catch (error) {
    throw new BifocalError(
      'BIFOCAL_MODEL',
      `cannot fetch ${uri}: ${error instanceof Error ? error.message : String(error)}`,
      'is Hugging Face within reach, and the name right? A file fetched by other means works as well: local:FILE.gguf.',
      { cause: error },
    );
  }
};

/** The binding would try again for minutes. It reads the same variables. */
const assertHubInReach = async (): Promise<void> => {
  const hub = process.env.MODEL_ENDPOINT || process.env.HF_ENDPOINT || 'https://huggingface.co';
  await fetch(hub, { method: 'HEAD', signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
    throw new Error(`${new URL(hub).host} does not answer`, { cause: error });
  });
};
