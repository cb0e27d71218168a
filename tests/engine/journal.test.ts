import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openJournal } from '../../src/engine/journal.ts';
import { lock } from '../../src/engine/lock.ts';
import { temporaryFile, temporaryFolder } from '../support/files.ts';

const schema = z.object({ text: z.string() });

test('what was appended is there when it is opened again', () => {
  const path = join(temporaryFolder(), 'journal.jsonl');
  const first = openJournal(path, schema);
  first.append({ text: 'one\ntwo' });
  expect(first.records).toEqual([{ text: 'one\ntwo' }]);
  first.close();
  const second = openJournal(path, schema);
  second.append({ text: 'ü\u2028' });
  second.close();
  const third = openJournal(path, schema);
  expect(third.records).toEqual([{ text: 'one\ntwo' }, { text: 'ü\u2028' }]);
  third.close();
});

test('a writer killed at any byte costs at most the record it was writing', () => {
  const records = fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) }), {
    minLength: 1,
    maxLength: 6,
  });
  const path = join(temporaryFolder(), 'journal.jsonl');
  fc.assert(
    fc.property(records, fc.nat(), (written, place) => {
      const bytes = Buffer.from(written.map((record) => `${JSON.stringify(record)}\n`).join(''));
      const cut = bytes.subarray(0, place % (bytes.length + 1));
      writeFileSync(path, cut);
      const journal = openJournal(path, schema);
      const whole = cut.filter((byte) => byte === 0x0a).length;
      expect(journal.records).toEqual(written.slice(0, whole));
      journal.append({ text: 'next' });
      journal.close();
      const again = openJournal(path, schema);
      expect(again.records).toEqual([...written.slice(0, whole), { text: 'next' }]);
      again.close();
    }),
    { numRuns: 300 },
  );
});

test('every byte position of one torn journal', () => {
  const path = join(temporaryFolder(), 'journal.jsonl');
  const bytes = Buffer.from('{"text":"ä"}\n{"text":"b\\n"}\n{"text":""}\n');
  for (let length = 0; length <= bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length));
    const journal = openJournal(path, schema);
    expect(journal.records).toHaveLength(bytes.subarray(0, length).filter((byte) => byte === 0x0a).length);
    journal.close();
    expect(readFileSync(path).at(-1) ?? 0x0a).toBe(0x0a);
  }
});

test('a line in the middle that is no record is named', () => {
  const path = temporaryFile('journal.jsonl', '{"text":"a"}\n{"text":1}\n{"text":"b"}\n');
  expect(() => openJournal(path, schema)).toThrow(
    expect.objectContaining({ code: 'BIFOCAL_INPUT', message: expect.stringContaining(`${path}:2`) }),
  );
});

test('a killed process leaves whole lines', async () => {
  const path = join(temporaryFolder(), 'journal.jsonl');
  const source = new URL('../../src/engine/journal.ts', import.meta.url).href;
  const script = `
    import { z } from ${JSON.stringify(import.meta.resolve('zod'))};
    import { openJournal } from ${JSON.stringify(source)};
    const journal = openJournal(process.argv[1], z.object({ text: z.string() }));
    for (;;) journal.append({ text: 'x'.repeat(5000) });
  `;
  const writer = execa(process.execPath, ['--input-type=module', '-e', script, path], { reject: false });
  await expect
    .poll(() => existsSync(path) && readFileSync(path).length > 1e5, { timeout: 20_000 })
    .toBe(true);
  writer.kill('SIGKILL');
  await writer;
  appendFileSync(path, '{"text":"torn');
  const journal = openJournal(path, schema);
  expect(journal.records.length).toBeGreaterThan(10);
  journal.close();
}, 30_000);

test('a folder that is worked in is refused, and free again after', async () => {
  const path = join(temporaryFolder(), 'lock');
  const sleeper = execa('sleep', ['30'], { reject: false });
  writeFileSync(path, String(sleeper.pid));
  expect(() => lock(path)).toThrow(
    expect.objectContaining({
      code: 'BIFOCAL_USAGE',
      message: `process ${sleeper.pid} is working in this run folder`,
    }),
  );
  sleeper.kill('SIGKILL');
  await sleeper;
  const release = lock(path);
  expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
  release();
  expect(existsSync(path)).toBe(false);
  lock(path)();
});

test.each(['', 'nonsense', '-1', '0'])('a claim that says "%s" holds nobody up', (content) => {
  const path = temporaryFile('lock', content);
  lock(path)();
  expect(existsSync(path)).toBe(false);
});

test('of a write of several records that was cut off nothing is left', () => {
  const path = join(temporaryFolder(), 'parts.jsonl');
  const schema = z.object({ id: z.string(), part: z.boolean() });
  const open = () => openJournal(path, schema, ({ part }) => part);
  const journal = open();
  journal.append({ id: 'a', part: true }, { id: 'A', part: false });
  journal.append({ id: 'b', part: true }, { id: 'c', part: true }, { id: 'B', part: false });
  journal.close();
  const whole = readFileSync(path, 'utf8');
  for (let bytes = whole.length - 1; bytes > whole.indexOf('"b"'); bytes -= 1) {
    writeFileSync(path, whole.slice(0, bytes));
    const again = open();
    expect(again.records.map(({ id }) => id)).toEqual(['a', 'A']);
    again.append({ id: 'C', part: false });
    again.close();
    expect(readFileSync(path, 'utf8').split('\n').filter(Boolean)).toHaveLength(3);
  }
});
