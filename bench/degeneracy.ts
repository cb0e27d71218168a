/**
 * How often honest fixes are taken for degenerate ones, and how many mechanical deletions are found: on insecure programs
 * with a fix.
 *
 *     npm run bench:degeneracy -- --pairs core,seccodeplt=seccodeplt.jsonl
 */
import { Command } from 'commander';
import { suggestCategory } from '../src/analysis/degeneracy/suggest.ts';
import { CATEGORIES, type Category } from '../src/analysis/degeneracy/suspect.ts';
import { parsers } from '../src/cli/options.ts';
import { plainTable } from '../src/reports/plain-table.ts';
import { openScanners } from '../src/scanners/open.ts';
import { wilson } from '../src/stats/proportion.ts';
import { ensureTools } from '../src/toolchain/ensure.ts';
import { accuse } from './degeneracy/accuse.ts';
import { CHANGES, type Change, type Scene } from './degeneracy/changes.ts';
import { loadSubjects } from './degeneracy/subjects.ts';

const DEGENERATE: readonly (Category | 'unknown')[] = ['removed code', 'stub', 'junk', 'off-task'];

/** What one way of changing a set of programs was taken for. */
const measure = (change: Change, scenes: readonly Scene[]) => {
  const said = scenes.flatMap((scene): (Category | 'unknown')[] => {
    const changed = change.make(scene);
    if (changed === undefined) return [];
    const { subject, accusations } = scene;
    const { task, language, insecure: base } = subject;
    const suggestion = suggestCategory({ task, language, base, changed, accusations });
    return [suggestion.status === 'ok' ? suggestion.value.category : 'unknown'];
  });
  const count = (names: readonly string[]): number =>
    said.filter((category) => names.includes(category)).length;
  return {
    change: change.name,
    right: change.right,
    of: said.length,
    hits: count(change.right.length > 0 ? change.right : DEGENERATE),
    categories: Object.fromEntries([...CATEGORIES, 'unknown'].map((name) => [name, count([name])])),
  };
};
type Measured = ReturnType<typeof measure>;

const share = ({ hits, of }: Measured): string => {
  const [low, high] = wilson(hits, of).map((bound) => bound.toFixed(3));
  return `${hits}/${of} = ${(hits / of).toFixed(3)} [${low}, ${high}]`;
};

const render = (set: string, rows: readonly Measured[]): string =>
  [
    set,
    '',
    plainTable(
      ['change', 'called degenerate', 'called what it is', ...CATEGORIES, 'unknown'],
      rows
        .filter(({ of }) => of > 0)
        .map((row) => [
          row.change,
          row.right.length === 0 ? share(row) : '',
          row.right.length === 0 ? '' : share(row),
          ...[...CATEGORIES, 'unknown'].map((name) => row.categories[name] ?? 0),
        ]),
    ),
    '',
  ].join('\n');

const program = new Command('bench:degeneracy')
  .description('what honest fixes and mechanical deletions are taken for')
  .requiredOption(
    '--pairs <list>',
    'task sets with secure and insecure solutions, or sources of pairs: sven=FOLDER',
    parsers.list,
  )
  .option('--scanners <list>', 'whose findings say what is accused', parsers.list, ['bifocal', 'ruff'])
  .option('--json', 'as JSON')
  .action(async (options: { pairs: string[]; scanners: string[]; json?: boolean }) => {
    const scanners = openScanners(options.scanners, {}).filter(({ role }) => role !== 'defects');
    const notice = (line: string): void => void process.stderr.write(`${line}\n`);
    await ensureTools(
      scanners.flatMap(({ tools }) => tools),
      { offline: false, notice, signal: new AbortController().signal },
    );
    const results: { set: string; rows: Measured[] }[] = [];
    for (const set of options.pairs) {
      const all = await loadSubjects(set);
      const accusations = await accuse(scanners, all);
      const scenes = all.map(
        (subject, index): Scene => ({
          subject,
          all,
          index,
          accusations: accusations[index] ?? [],
        }),
      );
      results.push({
        set: `${set}: ${all.length} pairs`,
        rows: CHANGES.map((change) => measure(change, scenes)),
      });
    }
    await Promise.all(scanners.map((scanner) => scanner.close?.()));
    if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    else process.stdout.write(`${results.map(({ set, rows }) => render(set, rows)).join('\n')}\n`);
  });
await program.parseAsync();
