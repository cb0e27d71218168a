import { Command } from 'commander';
import { z } from 'zod';
import { methodReportOf } from '../../engine/method-run.ts';
import { METHODS } from '../../methods/index.ts';
import type { Method } from '../../methods/method.ts';
import { type ListedMethod, renderMethodList } from '../../reports/method-list.ts';
import { renderMethodReport } from '../../reports/method-table.ts';
import { scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';

/** The part of a JSON schema that tells of one setting. */
const settingSchema = z.object({
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  type: z.string().optional(),
  default: z.unknown().optional(),
});

const NAMES: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
};

const settingsOf = ({ settings }: Method): ListedMethod['settings'] => {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, described]) => {
    const { description, enum: choices, type, default: standard } = settingSchema.parse(described);
    return {
      name,
      default: standard ?? null,
      values: choices?.map(String) ?? (type === undefined ? [] : [NAMES[type] ?? type]),
      description: description ?? null,
    };
  });
};

/** What is known of a method; what hangs on its settings is told for the defaults. */
const describe = (method: Method): ListedMethod => {
  const { id, title, source, needs, rounds } = method;
  const defaults = method.settings.parse({});
  return {
    id,
    title,
    source,
    needs,
    rounds,
    settings: settingsOf(method),
    listens: method.listens(defaults),
    oracle: method.oracle(defaults) ?? null,
  };
};

const listMethods = (json: boolean): void => {
  const methods = Object.values(METHODS).map(describe);
  if (json) printJson({ format: 'bifocal.method-list/1', methods });
  else print(renderMethodList(methods));
};

/** `bifocal methods [RUN]`: what methods there are; or what those of a run did, round by round, and what it took. */
export const methodsCommand = (): Command =>
  scoringOptions(new Command('methods'))
    .description('list the methods; or, for a run, what they did round by round, and what it took')
    .argument('[run]', 'run folder')
    .action((folder: string | undefined, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ json?: boolean }>();
      if (folder === undefined) {
        listMethods(options.json ?? false);
        return;
      }
      const report = methodReportOf(folder, toScoring(options));
      if (options.json) printJson(report);
      else print(renderMethodReport(report));
    });
