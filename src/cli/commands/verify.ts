import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { BifocalError, EXIT } from '../../core/errors.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { quarantineOf } from '../../datasets/quarantine.ts';
import { type Audit, auditOf } from '../../engine/audit/audit.ts';
import { auditFolderOf, openAuditFolder } from '../../engine/audit/audit-folder.ts';
import { runAudit } from '../../engine/audit/run-audit.ts';
import { writeList } from '../../engine/audit/write-list.ts';
import { equip, programLanguages } from '../../engine/equipment.ts';
import {
  countRemarks,
  countStandings,
  countStubs,
  renderAudit,
  summaryOf,
} from '../../reports/audit-table.ts';
import { sandboxes } from '../../sandbox/index.ts';
import { VERSION } from '../../version.ts';
import { interruptSignal } from '../interrupt.ts';
import { mustBeTyped } from '../judge.ts';
import { parsers, quarantineOptions, quarantineSchema, runOptionsSchema } from '../options.ts';
import { print, printJson } from '../output.ts';
import { progressView } from '../progress.ts';

const optionsSchema = runOptionsSchema
  .pick({
    sandbox: true,
    limit: true,
    reruns: true,
    workers: true,
    out: true,
    offline: true,
    quiet: true,
    json: true,
  })
  .extend({
    tasks: z.string(),
    stubs: z.boolean(),
    elsewhere: z.boolean().default(false),
    quarantine: quarantineSchema,
    write: z.string().optional(),
  });
type VerifyOptions = z.infer<typeof optionsSchema>;

const audited = async (options: VerifyOptions) => {
  const set = await loadTasks(options.tasks, { quarantine: false });
  const tasks = set.tasks.slice(0, options.limit);
  const signal = interruptSignal();
  const view = progressView(options.quiet || options.json);
  const { bench, omitted, close } = await equip({
    sandbox: options.sandbox,
    scanners: [],
    environment: set.environment,
    programs: programLanguages(tasks),
    offline: options.offline,
    notice: view.notice,
    signal,
  });
  try {
    if (!bench) throw new BifocalError('BIFOCAL_SANDBOX', 'nothing can be tested here', 'bifocal doctor');
    if (options.write !== undefined && omitted.length > 0)
      throw new BifocalError(
        'BIFOCAL_TOOL_MISSING',
        `no list can be made here: ${omitted[0]}`,
        'bifocal doctor',
      );
    const folder = openAuditFolder(options.out ?? auditFolderOf(set.name));
    try {
      const { pythonVersion, level } = bench;
      const records = await runAudit(tasks, bench, {
        runs: options.reruns + 1,
        stubs: options.stubs,
        elsewhere: options.elsewhere,
        environment: JSON.stringify([VERSION, pythonVersion, bench.toolchains, level]),
        workers: options.workers,
        journal: folder.journal,
        signal,
        onReport: (done, total, unknown) => view.progress({ stage: 'tests', done, total, unknown }),
      });
      const list = quarantineOf(set.name, options.quarantine);
      return { set, list, omitted, pythonVersion, level, audit: auditOf(tasks, records, list) };
    } finally {
      folder.close();
    }
  } finally {
    view.stop();
    await close();
  }
};

const exitCodeOf = ({ tasks }: Audit, problems: number): number | undefined => {
  const has = (status: string): boolean => tasks.some((task) => task.status === status);
  if (has('faulty') || problems > 0) return EXIT.gateFailed;
  return has('unknown') ? EXIT.tooManyUnknowns : undefined;
};

const printAudit = ({ set, list, omitted, audit }: Awaited<ReturnType<typeof audited>>): void => {
  for (const { where, message } of set.problems)
    print(`${styleText('red', 'unreadable')} ${where}: ${message}`);
  print(
    renderAudit(audit),
    ...summaryOf(audit, set.name, list !== undefined),
    ...(set.notes ?? []),
    ...omitted.map((text) => `left out  ${text}`),
  );
};

const write = (path: string, { reruns }: VerifyOptions, done: Awaited<ReturnType<typeof audited>>): number =>
  writeList(path, {
    dataset: done.set.name,
    parts: [],
    version: done.set.publication?.version ?? 'unknown',
    measured: {
      environment: done.pythonVersion,
      sandbox: done.level,
      date: new Date().toISOString().slice(0, 10),
      runs: reruns + 1,
    },
    entries: [...done.audit.proposed],
  });

/** `bifocal verify`: do the tests of a task set tell right from wrong? */
export const verifyCommand = (): Command =>
  quarantineOptions(new Command('verify'))
    .description('audit a task set: do its tests tell right from wrong?')
    .option('--tasks <set>', 'core, a known set, NAME=PATH, or a PATH', 'core')
    .addOption(
      new Option('--sandbox <id>', 'where the code runs')
        .choices(['auto', ...Object.keys(sandboxes)])
        .default('auto'),
    )
    .option('--limit <n>', 'only the first n tasks', parsers.integer(1))
    .option(
      '--reruns <n>',
      'run each reference so often again: what then comes out otherwise is flaky',
      parsers.integer(0),
      0,
    )
    .option('--no-stubs', 'do not try code that does nothing')
    .option(
      '--elsewhere',
      'run each reference as another user too, with another home, time zone and hash seed',
    )
    .option('--write <file>', 'write a quarantine list; one that is there keeps its entries')
    .option('--workers <n>', 'tests at once', parsers.integer(1), 2)
    .option('--out <folder>', 'where records are kept, so that the same command goes on')
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'no progress')
    .action(async (_options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.optsWithGlobals());
      mustBeTyped(command);
      const done = await audited(options);
      const { set, audit, omitted } = done;
      const added = options.write === undefined ? undefined : write(options.write, options, done);
      if (options.json)
        printJson({
          format: 'bifocal.audit/1',
          set: set.name,
          python: done.pythonVersion,
          sandbox: done.level,
          runs: options.reruns + 1,
          references: countStandings(audit),
          remarks: countRemarks(audit),
          stubs: countStubs(audit),
          results: audit.tasks,
          proposed: audit.proposed,
          unlisted: audit.unlisted,
          unconfirmed: audit.unconfirmed,
          unreadable: set.problems,
          omitted,
        });
      else printAudit(done);
      if (added !== undefined) process.stderr.write(`${added} entries were added to ${options.write}\n`);
      process.exitCode = exitCodeOf(audit, set.problems.length) ?? process.exitCode;
    });
