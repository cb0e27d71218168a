import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { CORE_TASKS, row, writeJsonl } from '../cli/support.ts';
import { temporaryFolder } from '../cli/temporary.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
const project = join(folder, 'project');

/** Runs a program in the project that has the package installed; nothing of the repository is on its way. */
const run = (file: string, ...args: string[]) =>
  execa(file, args, { cwd: project, reject: false, stdin: 'ignore' });

let packed: { readonly files: readonly { readonly path: string }[]; readonly size: number };

beforeAll(async () => {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await execa('npm', ['run', 'build', '--silent'], { cwd: REPOSITORY });
  const { stdout } = await execa(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: REPOSITORY },
  );
  [packed] = JSON.parse(stdout);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('npm pack made no tarball');
  await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)], {
    cwd: project,
  });
}, 600_000);

test('what is packed: the built program, its types, its tasks and tools, and no source or test', () => {
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/cli/main.js',
      'dist/index.d.ts',
      'LICENSE',
      'README.md',
      'rules/codeguard/python.yaml',
    ]),
  );
  expect(paths.filter((path) => path.endsWith('/task.md'))).toHaveLength(CORE_TASKS.length);
  expect(paths.filter((path) => /^(src|tests|examples|scripts)\/|\.test\.|__pycache__/.test(path))).toEqual(
    [],
  );
  expect(paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
});

test('the command is there, and says the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  expect(await run('npx', '--no-install', 'bifocal', '--version')).toMatchObject({
    stdout: version,
    exitCode: 0,
  });
});

test('it finds the tasks that it brings', async () => {
  const { stdout } = await run('npx', '--no-install', 'bifocal', 'tasks', 'list', 'core');
  expect(stdout.split('\n')).toHaveLength(CORE_TASKS.length);
});

test('the example of the library typechecks against the package and judges samples', async () => {
  const [task = ''] = CORE_TASKS;
  writeJsonl(project, 'samples.jsonl', [
    row(task, 'secure', { model: 'careful' }),
    row(task, 'insecure', { model: 'careless' }),
  ]);
  const example = readFileSync(join(REPOSITORY, 'examples', 'judge-samples.ts'), 'utf8');
  const adapted = example.replace("'../src/index.ts'", "'bifocal'");
  expect(adapted).not.toBe(example);
  writeFileSync(join(project, 'judge.ts'), adapted);
  const tsc = join(REPOSITORY, 'node_modules', '.bin', 'tsc');
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
  const types = ['--types', 'node', '--typeRoots', join(REPOSITORY, 'node_modules', '@types')];
  const checked = await run(
    tsc,
    ...strict,
    ...types,
    '--module',
    'nodenext',
    '--target',
    'es2023',
    'judge.ts',
  );
  expect(checked.stdout).toBe('');

  const judged = await run(process.execPath, 'judge.ts', 'samples.jsonl', 'core');
  expect(judged.stderr).toBe('');
  expect(judged.stdout).toMatch(/^careful .*1\.000/m);
  expect(judged.stdout).toMatch(/^careless .*0\.000/m);
});

test('a mistake in the use of a type is found', async () => {
  writeFileSync(join(project, 'wrong.ts'), "import { passAtK } from 'bifocal';\npassAtK('10', 3, 1);\n");
  const tsc = join(REPOSITORY, 'node_modules', '.bin', 'tsc');
  const checked = await run(tsc, '--strict', '--noEmit', '--module', 'nodenext', '--types', '', 'wrong.ts');
  expect(checked.stdout).toContain('wrong.ts(2,9): error TS2345');
});
