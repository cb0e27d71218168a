import { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandGroup } from '../../src/cli/group.ts';

const run = async (...words: string[]): Promise<string> => {
  let printed = '';
  const ran: string[] = [];
  const group = await commandGroup('sets', 'sets of things', {
    where: async () => new Command('where').action(() => void ran.push('where')),
    list: async () => new Command('list').argument('[set]').action((set) => void ran.push(`list ${set}`)),
    stats: async () => new Command('stats').argument('<set>').action((set) => void ran.push(`stats ${set}`)),
  });
  group.exitOverride().configureOutput({ writeOut: (text) => (printed += text) });
  await group.parseAsync(words, { from: 'user' });
  return printed || ran.join();
};

test('a command of commands runs them, and alone prints its help', async () => {
  expect(await run('list', 'core')).toBe('list core');
  expect(await run('where')).toBe('where');
  expect(await run()).toMatch(/^Usage: sets \[options\] \[command\][\s\S]*stats <set>/);
});

test.each([
  ['the first command that takes it', ['core', 'x'], 'bifocal sets list core x; bifocal sets --help'],
  ['the one that is spelled like it', ['stat', 'core'], 'bifocal sets stats core; bifocal sets --help'],
])('a word that is no command is refused, with %s', async (_, words, hint) => {
  await expect(run(...words)).rejects.toMatchObject({
    code: 'BIFOCAL_USAGE',
    message: `bifocal sets has no command ${words[0]}`,
    hint,
  });
});
