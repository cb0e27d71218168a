import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sampleId } from '../../src/core/sample.ts';
import { importFindings } from '../../src/engine/import-findings.ts';
import { openRunFolder, readRun } from '../../src/engine/run-folder.ts';
import { fileNameOfSample } from '../../src/reports/sample-files.ts';
import { temporaryFolder } from '../support/files.ts';
import { manifest } from '../support/manifest.ts';

const KEY = { task: 't', model: 'm', method: 'base', index: 0 };
const SAMPLE = {
  ...KEY,
  id: sampleId(KEY),
  language: 'python' as const,
  raw: 'x = 1\n',
  code: 'x = 1\n',
  extraction: { version: 1, steps: [], parses: true },
};

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  const run = openRunFolder(folder, manifest({ scanners: {} }));
  run.samples.append(SAMPLE);
  run.close();
});

/** A log with a run of each of these tools, which all accuse the one sample; its path. */
const log = (...tools: readonly string[]): string => {
  const location = {
    physicalLocation: { artifactLocation: { uri: fileNameOfSample(SAMPLE) }, region: { startLine: 1 } },
  };
  const runs = tools.map((name) => ({
    tool: { driver: { name } },
    results: [{ ruleId: 'r', message: { text: 'm' }, locations: [location] }],
  }));
  const path = join(folder, 'log.sarif');
  writeFileSync(path, JSON.stringify({ version: '2.1.0', runs }));
  return path;
};

const refused = (code: string, message: string, hint: string) =>
  expect.objectContaining({
    code,
    message: expect.stringContaining(message),
    hint: expect.stringContaining(hint),
  });

test('two logs of one tool are two scanners, if the second is given a name', () => {
  const path = log('My Tool');
  expect(importFindings(folder, path)).toMatchObject([{ scanner: 'my-tool', findings: 1 }]);
  expect(() => importFindings(folder, path)).toThrow(
    refused('BIFOCAL_INPUT', 'has results of my-tool already', '--name ID'),
  );
  expect(importFindings(folder, path, { name: 'my-tool-strict' })).toMatchObject([
    { scanner: 'my-tool-strict', findings: 1 },
  ]);
  expect(() => importFindings(folder, path, { name: 'my-tool-strict' })).toThrow(
    refused('BIFOCAL_INPUT', 'has results of my-tool-strict already', '--name ID'),
  );
  const { manifest, findings } = readRun(folder);
  expect(Object.keys(manifest.imported)).toEqual(['my-tool', 'my-tool-strict']);
  expect(findings.map(({ scanner }) => scanner)).toEqual(['my-tool', 'my-tool-strict']);
});

test('one name is not given to several runs', () => {
  expect(() => importFindings(folder, log('a', 'b'), { name: 'c' })).toThrow(
    refused('BIFOCAL_USAGE', 'has 2 runs', 'a log for each'),
  );
  expect(() => importFindings(folder, log('a', 'a'))).toThrow(
    refused('BIFOCAL_INPUT', 'results of a already', 'a log for each'),
  );
  expect(readRun(folder).findings).toEqual([]);
});

test.each(['', 'My Tool', 'a,b', 'a=1', '-a'])('"%s" is no name', (name) => {
  expect(() => importFindings(folder, log('a'), { name })).toThrow(
    refused('BIFOCAL_USAGE', `"${name}" cannot be the name of a scanner`, 'small letters'),
  );
});
