/**
 * Judge a file of generated code with the library.
 *
 *     node examples/judge-samples.ts SAMPLES.jsonl core
 */
import { BifocalError, equip, evaluate, fileSource, loadTasks, renderTable } from '../src/index.ts'; // 'bifocal' in your project

const [samples = '', spec = 'core'] = process.argv.slice(2);
const signal = new AbortController().signal;
const notice = (message: string) => console.error(message);

try {
  const tasks = await loadTasks(spec);
  const equipment = await equip({
    sandbox: 'auto',
    scanners: ['bandit', 'ruff'],
    environment: tasks.environment,
    offline: false,
    notice,
    signal,
  });
  const evaluation = await evaluate({
    name: 'example',
    tasks,
    sources: [fileSource([samples])],
    testsWanted: true,
    ...equipment,
    workers: 2,
    signal,
    listener: { progress: () => {}, notice },
  });
  await equipment.close();
  for (const { where, message } of evaluation.problems) notice(`${where}: ${message}`);
  console.log(renderTable(evaluation.scores));
} catch (error) {
  if (!(error instanceof BifocalError)) throw error;
  console.error(`${error.code} ${error.message}\n  -> ${error.hint}`);
  process.exitCode = 1;
}
