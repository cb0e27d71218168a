import { findPython, pythonMissing } from './python.ts';
import { systemTool } from './system-tool.ts';

const MINIMUM = '3.10';

/** The Python of the tests, as a compiler. Nothing is installed for it. */
export const pythonCompiler = systemTool({
  id: 'py-compile',
  title: "Python's compiler",
  without: 'syntax errors are found by fewer scanners',
  absence: pythonMissing(MINIMUM).reason,
  hint: pythonMissing(MINIMUM).hint,
  async find() {
    const python = await findPython(MINIMUM);
    return python && { version: `Python ${python.version}`, paths: { python: python.executable } };
  },
});
