import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { compareText } from '../../analysis/order.ts';
import { cweNumbers } from '../kit/code.ts';
import { repositoryOf } from '../kit/repository.ts';

/** What is known of a commit that fixed something. */
export type Commit = {
  readonly repository: string;
  readonly cves: readonly string[];
  readonly cwes: readonly number[];
  readonly isMerge: boolean;
};

const fixRow = z.object({ cve: z.string(), repository: z.string().nullable() });
const cweRow = z.object({ cwe: z.string().nullable() });
const aboutRow = z.object({ description: z.string().nullable() });

/** Looks commits up by their hash; undefined where no CVE is known. The files of one commit stand together. */
export const commitsOf = (database: DatabaseSync): ((hash: string) => Commit | undefined) => {
  const fixes = database.prepare('SELECT cve, repository FROM fix WHERE hash = ?');
  const weaknesses = database.prepare('SELECT cwe FROM weakness WHERE cve = ?');
  const merged = database.prepare('SELECT 1 FROM merged WHERE hash = ?');
  let last: { readonly hash: string; readonly commit: Commit | undefined } | undefined;
  const find = (hash: string): Commit | undefined => {
    const rows = fixes.all(hash).map((row) => fixRow.parse(row));
    const [first] = rows;
    if (first === undefined) return undefined;
    const cves = rows.map(({ cve }) => cve).sort(compareText);
    const cwes = cves
      .flatMap((cve) => weaknesses.all(cve))
      .flatMap((row) => cweNumbers(cweRow.parse(row).cwe ?? ''));
    return {
      repository: repositoryOf(first.repository ?? ''),
      cves,
      cwes: [...new Set(cwes)].sort((a, b) => a - b),
      isMerge: merged.get(hash) !== undefined,
    };
  };
  return (hash) => {
    if (last?.hash !== hash) last = { hash, commit: find(hash) };
    return last.commit;
  };
};

/** What is said of CVEs, in words. */
export const descriptionsOf = (database: DatabaseSync): ((cves: readonly string[]) => string) => {
  const find = database.prepare(
    'SELECT description FROM main.cve WHERE rowid = (SELECT place FROM about WHERE cve = ?)',
  );
  return (cves) =>
    cves
      .map((cve) => plainDescription(aboutRow.safeParse(find.get(cve)).data?.description ?? ''))
      .filter(Boolean)
      .join('\n');
};

/** The column holds the list of the feed, as Python prints it: `[{'lang': 'en', 'value': "..."}]`. */
const plainDescription = (text: string): string => {
  const [, quote, value] = /['"]value['"]:\s*(['"])((?:\\.|(?!\1)[\s\S])*)\1/.exec(text) ?? [];
  if (quote === undefined || value === undefined) return text.startsWith('[') ? '' : text;
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
};
