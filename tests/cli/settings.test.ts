import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, json, type RunJson, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const EVAL = ['eval', 'samples.jsonl', '--scanners', 'ruff', '--out', 'run', '--quiet', '--json'];
const CODE = { task_id: 'x', solution: 'import random\nrandom.random()\n' };

const configure = (content: string, name = 'bifocal.config.ts') => writeFileSync(join(cwd, name), content);

beforeAll(async () => {
  writeJsonl(cwd, 'samples.jsonl', [CODE]);
  json(await cli(EVAL, { cwd }));
});

const severityOf = async (flags: string[], env: Record<string, string>): Promise<string> =>
  json<RunJson>(await cli(['score', 'run', '--json', ...flags], { cwd, env })).scores.policy.minSeverity;

test('flags win over variables, variables over the configuration, the configuration over what was before', async () => {
  const env = { BIFOCAL_MIN_SEVERITY: 'high' };
  expect(await severityOf([], {})).toBe('low');
  configure("export default { minSeverity: 'medium' } as { minSeverity: 'medium' };\n");
  expect(await severityOf([], {})).toBe('medium');
  expect(await severityOf([], env)).toBe('high');
  expect(await severityOf(['--min-severity', 'low'], env)).toBe('low');
});

test('a variable that says no means no; one that makes no sense is named', async () => {
  const shown = async (env: Record<string, string>) => cli(['score', 'run'], { cwd, env });
  const marked = await shown({ BIFOCAL_JSON: '0', BIFOCAL_RECORDED: 'false' });
  expect(marked.stdout).toMatch(/^policy /m);
  expect(marked.stdout).not.toContain('recorded verdicts where');
  expect(json(await shown({ BIFOCAL_JSON: '1' }))).toMatchObject({ format: 'bifocal.result/1' });
  const wrong = await shown({ BIFOCAL_K: '1,none', BIFOCAL_LIMIT: 'not an option of this command' });
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/BIFOCAL_USAGE BIFOCAL_K=1,none: .*at least 1/);
});

test('models and methods of the configuration are for `run`: `eval` keeps the names of its files', async () => {
  configure("export default { model: ['openai:x'], method: ['base'], scanners: ['ruff'] };\n");
  const run = json<RunJson>(await cli(['eval', 'samples.jsonl', '--out', 'named', '--json'], { cwd }));
  expect(run.scores.rows[0]).toMatchObject({ model: 'samples', method: 'base' });
  expect(run.scores.scanners).toEqual([{ id: 'ruff', role: 'security' }]);
});

test.each([
  { what: 'an unknown key', content: "export default { minSeverty: 'low' };\n", message: /minSeverty/ },
  { what: 'a wrong value', content: "export default { minSeverity: 'grave' };\n", message: /minSeverity/ },
  { what: 'a syntax error', content: 'export default {\n', message: /cannot be read/ },
])('$what in the configuration ends with exit code 2 and names the file', async ({ content, message }) => {
  configure(content);
  const ended = await cli(['score', 'run'], { cwd });
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toMatch(/^BIFOCAL_CONFIG .*bifocal\.config\.ts/);
  expect(ended.stderr).toMatch(message);
  rmSync(join(cwd, 'bifocal.config.ts'));
});
