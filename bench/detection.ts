/**
 * How well scanners tell vulnerable code from secure code, on labelled pairs: precision, recall, F1; by CWE; and
 * cross-validated by CWE.
 *
 *     npm run bench:detection -- --pairs core,seccodeplt=seccodeplt.jsonl
 */
import { Command } from 'commander';
import {
  crossValidated,
  type Detection,
  detection,
  type PairVerdicts,
  type Rate,
} from '../src/analysis/detection.ts';
import { compareText } from '../src/analysis/order.ts';
import { parsers } from '../src/cli/options.ts';
import type { SecurityVerdict } from '../src/core/verdict.ts';
import { cweName } from '../src/cwe/index.ts';
import { plainTable } from '../src/reports/plain-table.ts';
import { openScanners } from '../src/scanners/open.ts';
import { ensureTools } from '../src/toolchain/ensure.ts';
import { type LabelledPair, loadPairs } from './detection/pairs.ts';
import { type PairScans, scanPairs, unionOf } from './detection/scan.ts';

const BOOTSTRAP = { resamples: 2000, seed: 20260 };
const OURS = 'bifocal';

const verdictOf = (rules: readonly string[] | null): SecurityVerdict => {
  if (rules === null) return 'unknown';
  return rules.length > 0 ? 'insecure' : 'secure';
};

const verdictsOf = ({ pairs }: PairScans): PairVerdicts[] =>
  pairs.map(({ secure, vulnerable }) => ({ secure: verdictOf(secure), vulnerable: verdictOf(vulnerable) }));

/** All scanners' results on one set, as numbers. */
const measure = (set: string, pairs: readonly LabelledPair[], scans: readonly PairScans[]) => {
  const others = scans.filter(({ scanner }) => scanner !== OURS);
  const contestants = [
    ...scans,
    ...(others.length > 1 ? [unionOf(`union of others`, others)] : []),
    ...(others.length < scans.length && others.length > 0 ? [unionOf('union with ours', scans)] : []),
  ];
  const folds = pairs.map(({ cwe }) => `CWE-${cwe}`);
  return {
    set,
    pairs: pairs.length,
    scanners: contestants.map((contestant) => {
      const verdicts = verdictsOf(contestant);
      const rules = contestant.pairs.map((pair, index) => ({ ...pair, fold: folds[index] ?? '' }));
      return {
        scanner: contestant.scanner,
        seconds: contestant.seconds,
        all: detection(verdicts, BOOTSTRAP),
        carriedOver: detection(crossValidated(rules), BOOTSTRAP),
        byCwe: [...Map.groupBy(verdicts.keys(), (index) => folds[index] ?? '')]
          .map(([cwe, indices]) => ({
            cwe,
            ...detection(
              indices.flatMap((index) => verdicts[index] ?? []),
              { ...BOOTSTRAP, resamples: 200 },
            ),
          }))
          .sort((a, b) => b.pairs - a.pairs || compareText(a.cwe, b.cwe)),
        rules: ruleTable(contestant),
      };
    }),
  };
};
type Measured = ReturnType<typeof measure>;

/** How often each rule accuses a vulnerable half and a secure one. */
const ruleTable = ({ pairs }: PairScans) => {
  const rules = [
    ...new Set(pairs.flatMap(({ secure, vulnerable }) => [...(secure ?? []), ...(vulnerable ?? [])])),
  ];
  return rules.sort(compareText).map((rule) => ({
    rule,
    vulnerable: pairs.filter(({ vulnerable }) => vulnerable?.includes(rule)).length,
    secure: pairs.filter(({ secure }) => secure?.includes(rule)).length,
  }));
};

const rate = (one: Rate | null): string =>
  one === null ? '-' : `${one.value.toFixed(3)} [${one.ci.map((bound) => bound.toFixed(2)).join(', ')}]`;

const row = ({ tp, fp, unknown, precision, recall, f1, apart }: Detection): (string | number)[] => [
  tp,
  fp,
  unknown,
  rate(precision),
  rate(recall),
  rate(f1),
  rate(apart),
];

const render = ({ set, pairs, scanners }: Measured, byCwe: boolean): string => {
  const cwes = scanners[0]?.byCwe.map(({ cwe, pairs }) => ({ cwe, pairs })) ?? [];
  return [
    `${set}: ${pairs} pairs`,
    '',
    plainTable(
      [
        'scanner',
        'TP',
        'FP',
        'unknown',
        'precision',
        'recall',
        'F1',
        'told apart',
        'F1 by rules that pay\non other CWEs',
        's per 1,000\nsamples',
      ],
      scanners.map(({ scanner, seconds, all, carriedOver }) => [
        scanner,
        ...row(all),
        rate(carriedOver.f1),
        ((1000 * seconds) / (2 * pairs)).toFixed(1),
      ]),
    ),
    '',
    ...(byCwe
      ? [
          'accused vulnerable / accused secure, by CWE',
          '',
          plainTable(
            ['CWE', 'pairs', ...scanners.map(({ scanner }) => scanner)],
            cwes.map(({ cwe, pairs }) => [
              `${cwe} ${cweName(Number(cwe.slice(4)))?.slice(0, 40) ?? ''}`,
              pairs,
              ...scanners.map(({ byCwe }) => {
                const one = byCwe.find((other) => other.cwe === cwe);
                return one ? `${one.tp}/${one.fp}` : '-';
              }),
            ]),
          ),
          '',
        ]
      : []),
  ].join('\n');
};

const program = new Command('bench:detection')
  .description('precision, recall and F1 of scanners on labelled pairs')
  .requiredOption(
    '--pairs <list>',
    'task sets with secure and insecure solutions, or sources of pairs: sven=FOLDER',
    parsers.list,
  )
  .option('--scanners <list>', 'as in `bifocal run`', parsers.list, ['standard'])
  .option('--setup', "with the tasks' own code before each solution")
  .option('--by-cwe', 'a table by CWE')
  .option('--json', 'everything, also rule by rule, as JSON')
  .action(
    async (options: {
      pairs: string[];
      scanners: string[];
      setup?: boolean;
      byCwe?: boolean;
      json?: boolean;
    }) => {
      const scanners = openScanners(options.scanners, {}).filter(({ role }) => role !== 'defects');
      const notice = (line: string): void => void process.stderr.write(`${line}\n`);
      await ensureTools(
        scanners.flatMap(({ tools }) => tools),
        { offline: false, notice, signal: new AbortController().signal },
      );
      const results: Measured[] = [];
      for (const spec of options.pairs) {
        const pairs = await loadPairs(spec, options.setup ?? false);
        const scans: PairScans[] = [];
        for (const scanner of scanners) {
          const state = await scanner.probe();
          if (state.status === 'unknown') notice(`${scanner.id} is left out: ${state.reason}`);
          const covered = pairs.some(({ language }) => scanner.languages.includes(language));
          if (state.status === 'ok' && covered) scans.push(await scanPairs(scanner, pairs));
        }
        results.push(measure(spec, pairs, scans));
      }
      await Promise.all(scanners.map((scanner) => scanner.close?.()));
      if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
      else process.stdout.write(`${results.map((one) => render(one, options.byCwe ?? false)).join('\n')}\n`);
    },
  );
await program.parseAsync();
