import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { type SarifCommand, sarifCommand, sarifCommands } from '../../src/scanners/sarif-command.ts';
import type { ScanInput, Scanner } from '../../src/scanners/scanner.ts';
import { usePrivateTmpdir } from './private-tmpdir.ts';
import { summary } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A real program that writes SARIF, and that everybody who develops Bifocal has. */
const PROGRAM = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

const BIOME: SarifCommand = {
  command: [
    PROGRAM,
    'lint',
    '--max-diagnostics=none',
    '--reporter=sarif',
    '--reporter-file={output}',
    '{sources}',
  ],
  version: [PROGRAM, '--version'],
  languages: ['javascript', 'typescript'],
  role: 'defects',
  neutralise: ['biome-ignore', 'biome-ignore-all'],
};

const place = usePrivateTmpdir();

const scan = async (scanner: Scanner, codes: readonly string[]) => {
  const inputs = codes.map((code, id): ScanInput => ({ id: String(id), language: 'javascript', code }));
  const outcomes = await scanner.scan(inputs);
  return inputs.map(({ id }) => outcomes.get(id) ?? { status: 'unknown' as const, reason: 'no entry' });
};

const DEBUGGER = 'export const f = () => {\n  debugger;\n};\n';
const CLEAN = 'export const x = 1;\n';

test('a command is a scanner like any other, and leaves nothing behind', async () => {
  const biome = sarifCommand('biome', BIOME);
  expect(biome).toMatchObject({
    id: 'command:biome',
    role: 'defects',
    languages: ['javascript', 'typescript'],
  });
  expect(await biome.probe()).toMatchObject({
    status: 'ok',
    value: { version: /^Version: \d.*, command [0-9a-f]{8}$/ },
  });
  const outcomes = await scan(biome, [CLEAN, DEBUGGER, 'export const y = (\n']);
  expect(outcomes.map(summary)).toEqual([
    [],
    ['lint/suspicious/noDebugger 2:3'],
    [expect.stringMatching(/^parse /)],
  ]);
  expect(await readdir(place.folder)).toEqual([]);
});

test('500 inputs get their own answers', async () => {
  const codes = Array.from({ length: 500 }, (_, at) =>
    at % 3 === 0 ? CLEAN : `${'\n'.repeat(at % 7)}debugger;\n`,
  );
  expect((await scan(sarifCommand('biome', BIOME), codes)).map(summary)).toEqual(
    codes.map((_, at) => (at % 3 === 0 ? [] : [`lint/suspicious/noDebugger ${(at % 7) + 1}:1`])),
  );
});

test('suppression comments have no effect where their words are known', async () => {
  const suppressed = '// biome-ignore lint: no\ndebugger;\n';
  const [known] = await scan(sarifCommand('biome', BIOME), [suppressed]);
  const [unknown] = await scan(sarifCommand('biome', { ...BIOME, neutralise: [] }), [suppressed]);
  expect(known && summary(known)).toEqual(['lint/suspicious/noDebugger 2:1']);
  expect(unknown && summary(unknown)).toEqual([]);
});

test('rules that mean "not read" make the input unknown', async () => {
  const outcomes = await scan(sarifCommand('biome', { ...BIOME, unread: ['parse'] }), [
    'export const y = (\n',
    CLEAN,
  ]);
  expect(outcomes).toEqual([
    { status: 'unknown', reason: expect.stringMatching(/^parse: \w+/) },
    { status: 'ok', value: [] },
  ]);
});

/** A command that writes `log`, a JavaScript expression over `names`, and ends with `exit`. */
const node = (log: string, exit = '0'): SarifCommand => ({
  command: [
    process.execPath,
    '-e',
    `const names = fs.readdirSync(process.argv[1]).sort();
     const texts = names.map((name) => fs.readFileSync(process.argv[1] + '/' + name, 'utf8'));
     const run = (more) => JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'T' } }, ...more }] });
     const found = (name) => ({ ruleId: 'r', message: { text: 'm' }, locations: [{ physicalLocation: { artifactLocation: { uri: name }, region: { startLine: 1 } } }] });
     const list = (names) => names.map((uri) => ({ location: { uri } }));
     process.stdout.write(${log});
     process.exitCode = ${exit};`,
    '{sources}',
  ],
  languages: ['javascript'],
});

test('files that a log does not name are clean, or unread where it lists what it read', async () => {
  const silent = await scan(sarifCommand('t', node('run({ results: [found(names[0])] })')), [CLEAN, CLEAN]);
  expect(silent.map(summary)).toEqual([['r 1:undefined'], []]);
  const listing = node('run({ results: [found(names[0])], artifacts: list(names.slice(0, 2)) })');
  expect((await scan(sarifCommand('t', listing), [CLEAN, CLEAN, CLEAN])).map(summary)).toEqual([
    ['r 1:undefined'],
    [],
    'command t did not look at the code',
  ]);
});

test('code that does not parse is unknown for security and a defect for others, also where the log names it', async () => {
  const command: SarifCommand = { ...node('run({ results: names.map(found) })'), languages: ['python'] };
  const scanAs = async (role: 'security' | 'defects') => {
    const codes = ['x = 1\n', 'def f(:\n'];
    const inputs = codes.map((code, id): ScanInput => ({ id: String(id), language: 'python', code }));
    return [...(await sarifCommand('t', { ...command, role }).scan(inputs)).values()].map(summary);
  };
  expect(await scanAs('security')).toEqual([['r 1:undefined'], 'the code does not parse']);
  expect(await scanAs('defects')).toEqual([['r 1:undefined'], ['r 1:undefined']]);
});

test('a run that fails is narrowed down to the inputs at fault', async () => {
  const crash = node('run({ results: [] })', `texts.some((text) => text.includes('crash')) ? 3 : 1`);
  const outcomes = await scan(sarifCommand('t', crash), [CLEAN, '// crash\n', CLEAN, CLEAN]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'unknown', 'ok', 'ok']);
  expect(outcomes[1]).toMatchObject({ reason: 'command t ended with exit code 3' });
});

test.each([
  ['text', `'hello'`, /is not JSON/],
  ['other JSON', `'{}'`, /is not SARIF/],
  ['a log without runs', `'{"version":"2.1.0","runs":[]}'`, /no run/],
  ['a run without results', 'run({})', /no list of results/],
  ['a failed run', 'run({ results: [], invocations: [{ executionSuccessful: false }] })', /failed/],
])('%s instead of a log is no clean code', async (_, log, reason) => {
  const outcomes = await scan(sarifCommand('t', node(log)), [CLEAN, CLEAN]);
  expect(outcomes).toEqual(
    outcomes.map(() => ({ status: 'unknown', reason: expect.stringMatching(reason) })),
  );
});

test('a program that is not there, and a version that cannot be told, are unknown', async () => {
  const absent = sarifCommand('t', { ...BIOME, command: ['no-such-program'] });
  const missing = { status: 'unknown', reason: expect.stringContaining('no-such-program') };
  expect(await absent.probe()).toEqual(missing);
  expect(await scan(absent, [CLEAN])).toEqual([missing]);
  const mute = sarifCommand('t', { ...BIOME, version: [process.execPath, '-e', ''] });
  expect(await mute.probe()).toMatchObject({ status: 'unknown' });
});

test('the configuration is part of the version', async () => {
  const versions = [{}, { neutralise: ['x'] }, { command: [PROGRAM, 'check'] }].map((change) =>
    sarifCommand('biome', { ...BIOME, ...change }).probe(),
  );
  expect(new Set((await Promise.all(versions)).map((outcome) => JSON.stringify(outcome))).size).toBe(3);
});

test('is found by its name among the commands of the configuration', () => {
  expect(sarifCommands.open('biome', { commands: { biome: BIOME } }).id).toBe('command:biome');
  expect(() => sarifCommands.open('toString', { commands: { biome: BIOME } })).toThrow(
    /no command is called/,
  );
  expect(() => sarifCommands.open('biome', {})).toThrow(BifocalError);
  const bad: SarifCommand = { ...BIOME, command: [] };
  expect(() => sarifCommands.open('bad', { commands: { bad } })).toThrow(/not well described/);
});

test('it gets the variables that it asks for, and no others', async () => {
  vi.stubEnv('MY_LICENCE', 'mine');
  vi.stubEnv('MY_KEY', 'secret');
  const script = `
    const text = JSON.stringify([process.env.MY_LICENCE, process.env.MY_KEY]);
    const location = { physicalLocation: { artifactLocation: { uri: '0.js' }, region: { startLine: 1 } } };
    const results = [{ ruleId: 'env', message: { text }, locations: [location] }];
    console.log(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'env' } }, results }] }));`;
  const command = [process.execPath, '-e', script];
  const [outcome] = await scan(
    sarifCommand('env', { command, languages: ['javascript'], env: ['MY_LICENCE'] }),
    [CLEAN],
  );
  expect(outcome).toMatchObject({ value: [{ message: '["mine",null]' }] });
});
