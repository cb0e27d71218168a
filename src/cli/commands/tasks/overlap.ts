import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { THRESHOLD } from '../../../analysis/overlap/passage.ts';
import { overlapReport } from '../../../analysis/overlap/report.ts';
import { loadPassages } from '../../../builders/pairs/load-passages.ts';
import { breathing } from '../../../pairs/kit/breath.ts';
import { renderOverlap } from '../../../reports/pair-overlap.ts';
import { visible } from '../../../reports/visible.ts';
import { interruptSignal } from '../../interrupt.ts';
import { parsers } from '../../options.ts';
import { print, printJson } from '../../output.ts';

const optionsSchema = z.object({
  threshold: z.number(),
  top: z.int(),
  json: z.boolean().default(false),
});

const threshold = (text: string): number => {
  const value = parsers.decimal(text);
  if (value >= 0.3 && value <= 1) return value;
  throw new InvalidArgumentError('a number from 0.3 to 1 is needed.');
};

/** `bifocal tasks overlap A [B]`: how far two sets are made of the same texts. */
export const overlapCommand = (): Command =>
  new Command('overlap')
    .description('near-duplicates and contamination: what two sets, or one with itself, have in common')
    .argument('<a>', 'a task set as --tasks takes it, or pairs: SOURCE=PATH')
    .argument('[b]', 'another one (default: A with itself)')
    .option('--threshold <share>', 'from which similarity on texts count as near', threshold, THRESHOLD)
    .option('--top <n>', 'how many of the most alike are listed', parsers.integer(0), 10)
    .action(async (first: string, second: string | undefined, _options: unknown, command: Command) => {
      const { json, threshold, top } = optionsSchema.parse(command.optsWithGlobals());
      const signal = interruptSignal();
      const read = (spec: string) => {
        if (!json) process.stderr.write(`reading ${visible(spec)}\n`);
        return loadPassages(spec, signal);
      };
      const a = await read(first);
      const b = second === undefined || second === first ? undefined : await read(second);
      const options = { threshold, worst: top, breathe: breathing(signal) };
      const report = await overlapReport(a.passages, b?.passages, options);
      signal.throwIfAborted();
      const names = { a: a.name, b: b?.name ?? a.name };
      if (json) printJson({ format: 'bifocal.overlap/1', ...names, ...report });
      else print(renderOverlap(report, names));
    });
