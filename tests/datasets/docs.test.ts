import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { taskSchema } from '../../src/core/task.ts';
import { cli, json } from '../cli/support.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const PAGE = readFileSync(new URL('../../docs/tasks.md', import.meta.url), 'utf8');
const examples = [...PAGE.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = '']) => JSON.parse(text));

test('the examples of docs/tasks.md are tasks, and their tests tell right from wrong', async () => {
  expect(examples.map((task) => taskSchema.parse(task).tests?.style)).toEqual([
    'calls',
    'pytest',
    'program',
    'native',
  ]);
  const file = temporaryFile('tasks.jsonl', jsonl(...examples));
  const finished = await cli(['verify', '--tasks', file, '--json'], { cwd: temporaryFolder() });
  expect(json(finished)).toMatchObject({
    results: examples.map(({ id }) => ({ task: id, status: 'trusted', faults: [] })),
    unreadable: [],
  });
});
