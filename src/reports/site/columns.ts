import { compareText } from '../../analysis/order.ts';
import type { Evidence } from './evidence.ts';
import { FLAGS, FUNCTION, type SampleColumns, SECURITY } from './format.ts';
import type { Layout, Row } from './layout.ts';

/** The columns of a report's samples. */
export const sampleColumns = (layout: Layout, evidence: readonly Evidence[]): SampleColumns => {
  const { tasks, arms, rows } = layout;
  const languages = [...new Set(rows.map(({ sample }) => sample.language))].sort(compareText);
  const sets = numbered<readonly number[]>(String);
  const counted = rows.map(({ run, sample }) =>
    (evidence[run]?.weaknessesOf(sample) ?? []).filter(({ counts }) => counts),
  );
  const inks = Int32Array.from(rows, ({ sample }) => inkOf(sample.code));
  return {
    tasks,
    arms,
    languages,
    rows: {
      task: rows.map(({ task }) => task),
      arm: rows.map(({ arm }) => arm),
      index: rows.map(({ verdict }) => verdict.index),
      language: rows.map(({ sample }) => languages.indexOf(sample.language)),
      security: rows.map(({ verdict }) => SECURITY.indexOf(verdict.security)),
      function: rows.map(({ verdict }) => FUNCTION.indexOf(verdict.function)),
      passed: rows.map(({ verdict }) => verdict.cases.passed),
      cases: rows.map(({ verdict }) => verdict.cases.total),
      findings: counted.map(({ length }) => length),
      cwes: counted.map((found) => sets.numberOf(distinct(found.flatMap(({ cwes }) => cwes)))),
      flags: rows.map((row) => flagsOf(row, evidence[row.run])),
      sizeLeft: rows.map((row, place) => {
        const base = layout.baseOf(row);
        const [own, before] = [inks[place] ?? 0, base === undefined ? 0 : (inks[base] ?? 0)];
        return before > 0 ? Math.round((100 * own) / before) : -1;
      }),
    },
    cweSets: sets.all,
  };
};

const distinct = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** Characters that are no white space. */
const inkOf = (code: string): number => code.length - (code.match(/\s/g)?.length ?? 0);

const flagsOf = ({ sample, verdict }: Row, evidence: Evidence | undefined): number => {
  const cases = evidence?.reportOf(sample)?.cases ?? [];
  const flags: Readonly<Record<keyof typeof FLAGS, boolean>> = {
    exploited: verdict.exploits === 'insecure',
    problem: sample.problem !== undefined,
    flaky: cases.some(({ outcome }) => outcome === 'flaky'),
    degenerate: evidence?.degenerateOf(sample) !== undefined,
    tampered: cases.some(({ outcome }) => outcome === 'tampered'),
    recorded: verdict.recorded.security || verdict.recorded.function,
  };
  return (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).reduce(
    (bits, name) => (flags[name] ? bits | FLAGS[name] : bits),
    0,
  );
};

/** Gives each new value the next number. */
const numbered = <T>(keyOf: (value: T) => string) => {
  const numbers = new Map<string, number>();
  const all: T[] = [];
  return {
    all: all as readonly T[],
    numberOf: (value: T): number => {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(value) - 1;
    },
  };
};
