import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupOf } from '../../src/pairs/kit/answers.ts';
import { repositoryOf } from '../../src/pairs/kit/repository.ts';

test('a repository has one name, however its address is written', () => {
  for (const address of [
    'github.com/Owner/name',
    'https://github.com/Owner/name',
    'http://www.GitHub.com/Owner/name.git',
    'git@github.com:Owner/name.git',
    'ssh://git@github.com/Owner/name/',
  ])
    expect(repositoryOf(address)).toBe('https://github.com/Owner/name');
  expect(repositoryOf('https://host.org:8080/a/b/c.js.git')).toBe('https://host.org:8080/a/b/c.js');
  expect(repositoryOf('')).toBe('');
  expect(repositoryOf('one')).toBe('one');
});

test('the group of a pair is its prompt; without one, its codes', () => {
  expect(groupOf('Add  two.', 'a', 'b')).toBe(groupOf(' Add two.\n', 'c', 'd'));
  expect(groupOf('', 'a', 'b')).toBe(groupOf('  ', 'a ', 'b'));
  expect(groupOf('', 'a', 'b')).not.toBe(groupOf('', 'c', 'd'));
});

test('only runs of our own know the engine', () => {
  const folder = join(import.meta.dirname, '../../src/pairs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const knowing = files.filter((name) => readFileSync(join(folder, name), 'utf8').includes('/engine/'));
  expect(knowing).toEqual([join('run', 'index.ts')]);
});
