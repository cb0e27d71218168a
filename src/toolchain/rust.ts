import { askProgram, findProgram, isStartable } from './programs.ts';
import { systemTool } from './system-tool.ts';

/** The compiler itself: what is on the PATH may be rustup's shim, which wants to write to its home. */
export const rust = systemTool({
  id: 'rust',
  title: 'Rust (rustc, and cc to link with)',
  without: 'no Rust program can be tested',
  absence: 'no rustc, or no cc to link with, on the PATH',
  hint: 'apt-get install rustc gcc, or see https://rustup.rs',
  async find() {
    const [command, linker] = [await findProgram('rustc'), await findProgram('cc')];
    const root = command && (await askProgram(command, '--print', 'sysroot'))?.trim();
    const rustc = `${root}/bin/rustc`;
    const version = linker && root && (await isStartable(rustc)) && (await askProgram(rustc, '--version'));
    return version ? { version: version.trim(), paths: { rustc, root, linker } } : undefined;
  },
});
