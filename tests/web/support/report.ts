import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openReview } from '../../../src/engine/review.ts';
import { toJsonl } from '../../../src/engine/run-folder.ts';
import { openStudy, type Study } from '../../../src/engine/study.ts';
import { writeSite } from '../../../src/engine/write-site.ts';
import { type FixtureSize, writeRun } from '../fixture/run.ts';

export type TestReport = {
  readonly study: Study;
  /** The page's address, with a view and its filters. */
  address(view: string): string;
  remove(): void;
};

const PLANNED = 12;

/** Writes the report of a synthetic run, of whose samples one person has labelled all and another one most. */
export const writeTestReport = async (size: FixtureSize = {}): Promise<TestReport> => {
  execFileSync(process.execPath, [resolve(import.meta.dirname, '../../../web/build.mjs'), '--if-changed']);
  const folder = mkdtempSync(join(tmpdir(), 'bifocal-page-'));
  const run = join(folder, 'synthetic');
  writeRun(run, size);
  label(run);
  const study = openStudy([run]);
  const { page } = await writeSite(study, join(folder, 'report'));
  return {
    study,
    address: (view) => `${pathToFileURL(page)}#${view}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const label = (run: string): void => {
  const { samples } = openReview(run, { size: PLANNED }).plan;
  const labels = (verdictOf: (place: number) => string, count: number) =>
    toJsonl(
      samples.slice(0, count).map(({ sample, code }, place) => ({ sample, code, verdict: verdictOf(place) })),
    );
  writeFileSync(
    join(run, 'review', 'labels-ann.jsonl'),
    labels((place) => (place % 2 === 0 ? 'secure' : 'insecure'), PLANNED),
  );
  writeFileSync(
    join(run, 'review', 'labels-bo.jsonl'),
    labels((place) => (place % 3 === 0 ? 'insecure' : 'secure'), PLANNED - 2),
  );
};
