/** Started by the tests, as any user: judges the samples on standard input, all at once, and prints reports. */
import { text } from 'node:stream/consumers';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { openBench } from '../../src/testing/bench.ts';
import { limitsOf } from '../../src/testing/limits.ts';
import { systemPython } from './system-python.ts';

const { task, codes, limits } = JSON.parse(await text(process.stdin));
const interpreter = await systemPython();
const bench = await openBench({
  choice: await chooseSandbox('bubblewrap', interpreter),
  interpreter,
});
const reports = await Promise.all(
  codes.map((code: string) =>
    bench.run({ id: 's', code }, task, { limits: { ...limitsOf(task), ...limits } }),
  ),
);
console.log(JSON.stringify(reports));
await bench.close();
