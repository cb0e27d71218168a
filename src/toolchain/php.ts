import { askProgram, findProgram } from './programs.ts';
import { systemTool } from './system-tool.ts';

const DESCRIBE =
  'echo implode("\\n", [PHP_VERSION, PHP_EXTENSION_DIR, PHP_CONFIG_FILE_PATH, PHP_CONFIG_FILE_SCAN_DIR]);';

export const php = systemTool({
  id: 'php',
  title: 'PHP',
  without: 'no PHP program can be tested',
  absence: 'no php on the PATH',
  hint: 'apt-get install php-cli',
  async find() {
    const php = await findProgram('php');
    const said = php && (await askProgram(php, '-r', DESCRIBE));
    const [version, extensions = '', settings = '', more = ''] = said ? said.split('\n') : [];
    return version && php
      ? { version: `PHP ${version}`, paths: { php, extensions, settings, more } }
      : undefined;
  },
});
