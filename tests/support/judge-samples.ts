/** Started by the tests, as any user: judges the samples on standard input, all at once, and prints reports. */
import { text } from 'node:stream/consumers';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { limitsOf } from '../../src/testing/limits.ts';
import { runTests } from '../../src/testing/run-tests.ts';
import { systemPython } from './system-python.ts';

const { task, codes, limits } = JSON.parse(await text(process.stdin));
const interpreter = await systemPython();
const bench = {
  choice: await chooseSandbox('bubblewrap', interpreter),
  interpreter,
  limits: () => ({ ...limitsOf(task), ...limits }),
};
const reports = await Promise.all(codes.map((code: string) => runTests({ id: 's', code }, task, bench)));
console.log(JSON.stringify(reports));
