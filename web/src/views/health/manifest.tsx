import type { ReactNode } from 'react';
import type { Manifest } from '../../../../src/core/run.ts';
import { Visible, VisibleBlock } from '../../parts/visible.tsx';

/** What the run was made of. */
export const ManifestList = ({ manifest }: { readonly manifest: Manifest }): ReactNode => {
  const { inputs, imported, name } = manifest;
  const scanners = Object.entries({ ...inputs.scanners, ...imported });
  const facts: readonly (readonly [string, string])[] = [
    ['Run', name],
    ['Bifocal', inputs.bifocal],
    ['Tasks', `${inputs.tasks.name}, ${inputs.tasks.count} (SHA-256 ${inputs.tasks.sha256.slice(0, 12)})`],
    ['Sandbox', inputs.sandbox],
    ['Python', inputs.python],
    ...Object.entries(inputs.toolchains ?? {}),
    ['Reruns', String(inputs.reruns)],
    ['Extractor', String(inputs.extractor)],
    ...scanners.map(
      ([id, { version, role }]) =>
        [id, `${version} (${role}${id in imported ? ', ran elsewhere' : ''})`] as const,
    ),
    ...Object.entries(inputs.methods).map(
      ([id, { method, listens, limits }]) =>
        [
          id,
          `${method}${listens.length > 0 ? `, listens to ${listens.join(', ')}` : ''}${limits.rounds ? `, ${limits.rounds} rounds` : ''}`,
        ] as const,
    ),
  ];
  return (
    <>
      <h2>Manifest</h2>
      <dl className="manifest">
        {facts.map(([what, text]) => (
          <Fact key={what} what={what} text={text} />
        ))}
      </dl>
      <details>
        <summary className="small">Everything, as in run.json</summary>
        <VisibleBlock label="run.json" text={JSON.stringify(manifest, null, 2)} />
      </details>
    </>
  );
};

const Fact = ({ what, text }: { readonly what: string; readonly text: string }): ReactNode => (
  <>
    <dt>{what}</dt>
    <dd>
      <Visible text={text} />
    </dd>
  </>
);
