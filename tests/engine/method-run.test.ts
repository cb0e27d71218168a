import { expect, test } from 'vitest';
import { HELD_OUT } from '../../src/analysis/score.ts';
import type { Finding, Scan } from '../../src/core/finding.ts';
import type { Manifest } from '../../src/core/run.ts';
import type { Sample } from '../../src/core/sample.ts';
import { methodReportOf } from '../../src/engine/method-run.ts';
import { openRunFolder } from '../../src/engine/run-folder.ts';
import { findingOf, sampleOf } from '../analysis/support.ts';
import { temporaryFolder } from '../support/files.ts';
import { manifest } from '../support/manifest.ts';

const SCANNER = { version: '1', role: 'security', languages: ['python'] } as const;

const inputs: Partial<Manifest['inputs']> = {
  scanners: {
    bandit: { ...SCANNER, languages: ['python'] },
    ruff: { ...SCANNER, languages: ['python'] },
    pyright: { ...SCANNER, role: 'defects', languages: ['python'] },
  },
  methods: {
    codepatch: {
      method: 'codepatch',
      settings: {},
      limits: { rounds: 3 },
      listens: ['bandit', 'pyright'],
      kin: [],
    },
  },
};

/** A run of one sample, which silences Bandit and Pyright in one round, and not Ruff. */
const makeRun = (): string => {
  const folder = temporaryFolder();
  const run = openRunFolder(folder, manifest(inputs));
  const first = sampleOf({ method: 'codepatch', round: 0 });
  const last = sampleOf({ method: 'codepatch', usage: { promptTokens: 7, completionTokens: 5 } });
  const scans = ({ id }: Sample, found: Readonly<Record<string, Finding[]>>): Scan[] =>
    Object.entries(found).map(([scanner, findings]) => ({ sample: id, scanner, status: 'ok', findings }));
  run.traces.append({ sample: last.id, steps: [], stop: 'clean', kept: 1 });
  run.samples.append(first, last);
  run.findings.append(
    ...scans(first, { bandit: [findingOf()], ruff: [findingOf()], pyright: [findingOf()] }),
    ...scans(last, { bandit: [], ruff: [findingOf({ severity: 'low' })], pyright: [] }),
  );
  run.close();
  return folder;
};

test('the report of a run tells rounds, held-out scores, costs and transitions', () => {
  const report = methodReportOf(makeRun());
  expect(report).toMatchObject({
    format: 'bifocal.methods/1',
    counting: ['bandit', 'ruff'],
    heldOut: { scanners: ['ruff'] },
    costs: [{ method: 'codepatch', here: { promptTokens: 7, completionTokens: 5 }, stops: { clean: 1 } }],
    rounds: [
      {
        samples: 1,
        incomplete: 0,
        courses: { errors: { after: 1 }, vulnerabilities: { never: 1 } },
        heldOut: { errors: null, vulnerabilities: { never: 1 } },
      },
    ],
  });
  const rounds = report.rounds[0]?.rounds ?? [];
  expect(rounds.map(({ metrics }) => metrics[`vulnerable@1:${HELD_OUT}`]?.value)).toEqual([1, 1]);
  expect(report.transitions.map(({ against, heldOut }) => [against, heldOut])).toEqual([
    ['first attempt', false],
    ['first attempt', true],
  ]);
});

test('under another policy it is another report, with the same guard against typos', () => {
  const folder = makeRun();
  const report = methodReportOf(folder, { policy: { minSeverity: 'medium' } });
  expect(report.rounds[0]?.courses.vulnerabilities).toMatchObject({ after: 1 });
  expect(() => methodReportOf(folder, { policy: { scanners: ['bandti'] } })).toThrow(/bandti/);
});
