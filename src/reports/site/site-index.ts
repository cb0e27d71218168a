import { scoreCommandOf } from './commands.ts';
import type { ReviewQueue, SiteIndex, SiteRun } from './format.ts';
import { healthOf } from './health.ts';
import type { Layout } from './layout.ts';
import type { RunMaterial, SiteMaterial } from './material.ts';

/** Everything of a report but its samples. */
export const siteIndex = (material: SiteMaterial, layout: Layout, chunk: number): SiteIndex => {
  const { title, live, version, runs, comparison } = material;
  return {
    format: 'bifocal.site/1',
    title,
    live,
    version,
    runs: runs.map((run, place) => siteRun(run, queueOf(run, place, layout))),
    comparison,
    samples: layout.rows.length,
    chunk,
  };
};

const siteRun = (run: RunMaterial, queue: ReviewQueue | undefined): SiteRun => {
  const { name, records, scored, methods, failures, review } = run;
  return {
    name,
    command: scoreCommandOf(scored.folder),
    manifest: records.manifest,
    scores: scored.scores,
    unknowns: scored.unknowns,
    usage: scored.usage,
    scanners: scored.scanners,
    methods,
    failures: failures?.report ?? null,
    review,
    ...(queue && { queue }),
    lesson: scored.lesson,
    health: healthOf(run),
  };
};

const queueOf = ({ queue }: RunMaterial, run: number, layout: Layout): ReviewQueue | undefined =>
  queue && {
    samples: queue.samples.flatMap(({ sample, code }) => {
      const row = layout.rowOf(run, sample);
      return row === undefined ? [] : [{ row, sample, code }];
    }),
    people: queue.people,
    adjudications: queue.adjudications,
  };
