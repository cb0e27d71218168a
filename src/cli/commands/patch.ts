import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { BifocalError, EXIT, type ExitCode } from '../../core/errors.ts';
import { LEVELS } from '../../core/finding.ts';
import { languageSchema } from '../../core/task.ts';
import type { Patched } from '../../engine/patch/file-patch.ts';
import { readTargets, STDIN } from '../../engine/patch/targets.ts';
import { sandboxes } from '../../sandbox/index.ts';
import { generationOptions } from '../generation.ts';
import { mustBeTyped } from '../judge.ts';
import { parsers } from '../options.ts';
import { NO_MODEL, type PatchCommandOptions, patchOptionsSchema, runPatch } from '../patch.ts';

/** Room for a whole file. */
const MAX_TOKENS = 8192;
/** Nobody is graded here: whatever is quick to have and seldom cries wolf may help. */
const LISTEN = ['standard', 'ruff-defects'];

/**
 * Rules that are left out unless told otherwise: they remark on every use of the module `subprocess`, in the safe form,
 * too. Were they heard, no command line could be mended, since what comes out is such a use.
 */
const REMARKS = ['B404', 'B603', 'B607', 'S404', 'S603', 'S607'];

const EPILOGUE = `
The patch goes to stdout (for \`git apply\` or \`patch -p1\`), everything else to stderr. What the guard refuses is in
no patch, and is never written. See docs/patch.md.
Exit codes: 0 nothing remains, 1 something remains, 2 usage (also: the test command fails already), 3 environment,
4 something could not be judged, 130 interrupted.`;

/** `bifocal patch FILE...`: mends a person's own code with the methods that improve samples. */
export const patchCommand = (): Command =>
  generationOptions(new Command('patch'), { listen: LISTEN, maxTokens: MAX_TOKENS })
    .description('mend weaknesses in your own code without changing what it does')
    .argument('<file...>', 'files, folders (in git: without what it ignores), or - for stdin')
    .addOption(
      new Option('--language <id>', 'of the code (default: by file name)').choices(languageSchema.options),
    )
    .option('--write', 'change the files instead of printing a patch')
    .option(
      '--model <spec>',
      'lets a model write rewrites, too: PROVIDER:NAME; none: the catalogue of edits only',
      NO_MODEL,
    )
    .option('--method <name>', 'what mends (see `bifocal methods`)', 'guarded')
    .option('--candidates <n>', 'rewrites that the model is asked for in each round', parsers.integer(1))
    .option('--accept-unproven', 'also take changes where neither tests nor behaviour tell of the function')
    .option(
      '--test-command <command>',
      'your tests: run for each candidate, on a copy of the project, in the sandbox',
    )
    .option('--test-seconds <s>', 'longest run of the test command', parsers.decimal, 300)
    .option('--test-visible <list>', 'further folders that the test command may read', parsers.list, [])
    .addOption(
      new Option('--min-severity <level>', 'findings below do not count').choices(LEVELS).default('low'),
    )
    .option('--only-rules <list>', 'only these rules count: B101, bandit/B1*, ...', parsers.list)
    .option('--ignore-rules <list>', 'these rules do not count', parsers.list, REMARKS)
    .addOption(
      new Option('--sandbox <id>', 'where code runs')
        .choices(['auto', ...Object.keys(sandboxes)])
        .default('auto'),
    )
    .option('--offline', 'fetch nothing')
    .option('--quiet', 'nothing but the patch and errors')
    .addHelpText('after', EPILOGUE)
    .action(async (files: string[], _options: unknown, command: Command) => {
      const options = patchOptionsSchema.parse(command.optsWithGlobals());
      mustBeTyped(command);
      mustFit(files, options);
      const targets = await readTargets(files, {
        cwd: process.cwd(),
        language: options.language,
        readStdin: () => buffer(process.stdin),
      });
      if (targets.length === 0) throw usage('there is no code in a language that we know', 'name files');
      process.exitCode = exitCodeOf(await runPatch(targets, options, command));
    });

const usage = (message: string, hint: string): BifocalError =>
  new BifocalError('BIFOCAL_USAGE', message, hint);

const mustFit = (
  files: readonly string[],
  { write, testCommand, model, candidates }: PatchCommandOptions,
): void => {
  const fromStdin = files.includes(STDIN);
  if (fromStdin && write)
    throw usage('what comes from stdin cannot be written back', 'leave --write out: the patch is on stdout');
  if (fromStdin && testCommand !== undefined)
    throw usage('what comes from stdin has no place in the project that is tested', 'name the file instead');
  if (candidates !== undefined && model === NO_MODEL)
    throw usage('--candidates is how often a model is asked', 'add --model PROVIDER:NAME');
};

/** A weakness that is there outweighs a file of which nobody knows. */
const exitCodeOf = (all: readonly Patched[]): ExitCode => {
  const has = (state: Patched['patch']['state']) => all.some(({ patch }) => patch.state === state);
  if (has('remains') || all.some(({ written }) => typeof written === 'object')) return EXIT.gateFailed;
  return has('unjudged') ? EXIT.tooManyUnknowns : EXIT.ok;
};
