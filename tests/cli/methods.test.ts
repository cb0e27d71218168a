import { expect, test } from 'vitest';
import { METHODS } from '../../src/methods/index.ts';
import { openMethod } from '../../src/methods/open.ts';
import type { ListedMethod } from '../../src/reports/method-list.ts';
import { cli, json } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();

test('methods are listed with what they need and what can be set', async () => {
  const { methods } = json<{ methods: ListedMethod[] }>(await cli(['methods', '--json'], { cwd }));
  expect(methods.map(({ id }) => id)).toEqual(Object.keys(METHODS));
  expect(methods.find(({ id }) => id === 'codepatch')).toMatchObject({
    needs: ['chat', 'analyzers'],
    rounds: 3,
    listens: ['defects', 'security'],
    oracle: null,
    settings: [
      { name: 'look', default: 'both', values: ['defects', 'vulnerabilities', 'both'] },
      { name: 'keep', default: 'best', values: ['best', 'last'] },
    ],
  });
  for (const { id, settings } of methods) {
    const said = settings.flatMap(({ name, default: value }) => (value === null ? [] : `:${name}=${value}`));
    expect(() => openMethod(`${id}${said.join('')}`)).not.toThrow();
  }
});

test('for a person, within 120 columns; a folder without a run is said to have none', async () => {
  const { stdout } = await cli(['methods'], { cwd });
  expect(stdout).toMatch(/^codepatch {2}/m);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  expect(await cli(['methods', 'nothing'], { cwd })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('nothing holds no run'),
  });
});
