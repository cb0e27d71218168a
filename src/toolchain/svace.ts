import { askProgram, findProgram } from './programs.ts';
import { systemTool } from './system-tool.ts';

export const svace = systemTool({
  id: 'svace',
  title: 'Svace',
  without: 'Svace does not look for defects',
  absence: 'no svace on the PATH',
  hint: 'Svace is licensed by ISP RAS (https://www.ispras.ru/en/technologies/svace/): unpack it and put its bin folder on the PATH; or import its .svres results',
  async find() {
    const svace = await findProgram('svace');
    const [version] = (svace && (await askProgram(svace, '--version')))?.trim().split('\n') ?? [];
    return svace && version ? { version, paths: { svace } } : undefined;
  },
});
