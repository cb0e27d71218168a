import { once } from 'node:events';
import { Command } from 'commander';
import { z } from 'zod';
import { serveSite } from '../../server/serve.ts';
import { openInBrowser } from '../browser.ts';
import { interruptSignal } from '../interrupt.ts';
import { parsers, scoringOptions, toScoring } from '../options.ts';
import { print, printJson } from '../output.ts';
import { tellSize } from '../report-progress.ts';

const optionsSchema = z.object({
  port: z.int().optional(),
  title: z.string().optional(),
  open: z.boolean(),
  json: z.boolean().default(false),
});

/** `bifocal view RUN...`: the page of a report on this machine, live while the runs go on, until Ctrl-C. */
export const viewCommand = (): Command =>
  scoringOptions(new Command('view'))
    .description('show runs in a browser on this machine, live while they go on; takes labels, too')
    .argument('<run...>', 'run folders')
    .option('--port <n>', 'where to listen (default: 4870, or any that is free)', parsers.integer(1))
    .option('--title <text>', 'of the page (default: the names of the runs)')
    .option('--no-open', 'open no browser')
    .action(async (folders: readonly string[], _options: unknown, command: Command) => {
      const { port, title, open, json } = optionsSchema.parse(command.optsWithGlobals());
      tellSize(folders);
      const signal = interruptSignal();
      const server = await serveSite({
        folders,
        scoring: toScoring(command.opts()),
        signal,
        ...(title !== undefined && { title }),
        ...(port !== undefined && { port }),
      });
      if (json) printJson({ format: 'bifocal.view/1', url: server.url });
      else print(server.url);
      if (open && !(await openInBrowser(server.url)))
        process.stderr.write('no browser could be started: open the address yourself\n');
      process.stderr.write('Ctrl-C ends it\n');
      if (!signal.aborted) await once(signal, 'abort');
      await server.close();
    });
