import { z } from 'zod';
import { unknown } from '../../core/outcome.ts';
import { cwesText } from '../../cwe/index.ts';
import { languageOfFile } from '../../languages/of-file.ts';
import type { PairSource } from '../source.ts';
import { cweNumbers, dedent } from './code.ts';
import { repositoryOf } from './repository.ts';
import { readPairRows } from './rows.ts';
import { unwantedLanguage, wanted } from './wanted.ts';

/** A fix as SVEN and SafeCoder publish it: a function before and after a commit. */
const schema = z.object({
  func_name: z.string().optional(),
  func_src_before: z.string(),
  func_src_after: z.string(),
  file_name: z.string(),
  vul_type: z.string(),
  commit_link: z.string().default(''),
  description: z.string().default(''),
});

/** A source of functions before and after a commit that makes them secure. */
export const fixSource = (about: Required<Pick<PairSource, 'id' | 'title' | 'publication'>>): PairSource => ({
  ...about,
  levels: ['method'],
  async *read(path, filter, signal) {
    if (!filter.levels.includes('method')) return;
    yield* readPairRows(
      path,
      {
        schema,
        toPair(row, id) {
          const language = languageOfFile(row.file_name);
          if (language === undefined) return unknown(unwantedLanguage(language, filter) ?? '');
          const [, repository = '', commit = ''] = /^(.*)\/commit\/(\w+)/.exec(row.commit_link) ?? [];
          const cwes = cweNumbers(row.vul_type);
          return wanted(
            {
              id,
              source: about.id,
              group: commit === '' ? id : `commit ${commit}`,
              language,
              level: 'method',
              prompt: row.description,
              chosen: dedent(row.func_src_after),
              rejected: dedent(row.func_src_before),
              cwes,
              reason: `a commit took out ${cwesText(cwes, ', ') || 'a weakness'}`,
              provenance: {
                licence: about.publication.licence,
                repository: repositoryOf(repository),
                commit,
                path: row.file_name,
                function: row.func_name ?? '',
              },
            },
            filter,
            row.file_name,
          );
        },
      },
      filter,
      signal,
    );
  },
});
