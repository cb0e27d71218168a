import { status } from './provision.ts';
import { findPython, pythonMissing } from './python.ts';
import type { Tool, ToolState } from './tool.ts';
import { atLeast } from './version.ts';

/** `warn`: it works, but something does not; `missing`: what `detail` says does not work. */
export type Diagnosis = {
  readonly id: string;
  readonly title: string;
  readonly status: 'ok' | 'warn' | 'missing';
  readonly version: string | undefined;
  readonly detail: string;
  /** What mends it; empty where nothing needs to be. */
  readonly hint: string;
};

const MINIMUM_NODE = '22.18';
const MINIMUM_PYTHON = '3.9';
/** The oldest Python for which every tool has packages. */
const FULL_PYTHON = '3.10';

/** What `bifocal doctor` shows of Node, Python and the tools. Never rejects for something that is missing. */
export const diagnose = async (): Promise<readonly Diagnosis[]> => {
  const [python, tools] = await Promise.all([diagnosePython(), status()]);
  return [diagnoseNode(process.versions.node), python, ...tools.map(diagnoseTool)];
};

export const diagnoseNode = (version: string): Diagnosis => {
  const enough = atLeast(version, MINIMUM_NODE);
  return {
    id: 'node',
    title: 'Node.js',
    status: enough ? 'ok' : 'missing',
    version,
    detail: enough ? process.execPath : `Node.js ${MINIMUM_NODE} or newer is needed`,
    hint: enough ? '' : `Install Node.js ${MINIMUM_NODE} or newer, or start with: npx -y node@24`,
  };
};

const diagnosePython = async (): Promise<Diagnosis> => {
  const row = { id: 'python', title: 'Python' };
  const full = await findPython(FULL_PYTHON);
  const python = full ?? (await findPython(MINIMUM_PYTHON));
  if (!python) {
    const { reason, hint } = pythonMissing(MINIMUM_PYTHON);
    return { ...row, status: 'missing', version: undefined, detail: reason, hint };
  }
  const { version, executable } = python;
  if (full) return { ...row, status: 'ok', version, detail: executable, hint: '' };
  return { ...row, status: 'warn', version, detail: executable, hint: pythonMissing(FULL_PYTHON).hint };
};

const diagnoseTool = ({ tool, state }: { tool: Tool; state: ToolState }): Diagnosis => {
  const { id, title } = tool;
  if (state.status === 'missing') {
    const detail = `${state.reason}: without it, ${tool.without}`;
    return {
      id,
      title,
      status: tool.optional ? 'warn' : 'missing',
      version: undefined,
      detail,
      hint: state.hint,
    };
  }
  const detail = `${state.managed ? 'managed' : 'of this system'}: ${Object.values(state.paths)[0] ?? ''}`;
  return { id, title, status: 'ok', version: state.version, detail, hint: '' };
};
