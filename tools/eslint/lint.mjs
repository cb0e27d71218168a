/**
 * node lint.mjs FOLDER RULES: lints every file of a folder in one process with ESLint's Linter, which reads no settings
 * from anywhere, and prints `{ file: { messages } | { prose } | { crash } }`. Comments in the code configure nothing. RULES are the
 * names of the rules, separated by commas.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import secrets from 'eslint-plugin-no-secrets';
import unsanitized from 'eslint-plugin-no-unsanitized';
import * as regexp from 'eslint-plugin-regexp';
import security from 'eslint-plugin-security';

const [, , folder, names] = process.argv;
const linter = new Linter({ configType: 'flat' });

const settings = (languageOptions) => ({
  files: ['**/*.js', '**/*.ts'],
  plugins: { 'no-secrets': secrets, 'no-unsanitized': unsanitized, regexp, security },
  rules: Object.fromEntries(names.split(',').map((name) => [name, 'error'])),
  languageOptions,
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
});

const JSX = { parserOptions: { ecmaFeatures: { jsx: true } } };

/** Text between tags is JSX to a parser, whatever it says: a program has no statement that begins with a tag. */
const isProse = ({ ast, text }) => ast.body.some(({ range }) => text[range[0]] === '<');

/** JavaScript does not say whether it is a module: what is one in neither way does not parse. */
const WAYS = {
  '.js': [
    settings({ sourceType: 'module', ...JSX }),
    settings({ sourceType: 'commonjs', ...JSX }),
    settings({ sourceType: 'script', ...JSX }),
  ],
  '.ts': [settings({ parser: typescript, sourceType: 'module' })],
};

const lint = (file) => {
  const code = readFileSync(join(folder, file), 'utf8');
  try {
    const tries = [];
    for (const way of WAYS[extname(file)]) {
      const messages = linter.verify(code, way, { filename: file, allowInlineConfig: false });
      if (messages.some(({ fatal }) => fatal)) tries.push(messages);
      else return isProse(linter.getSourceCode()) ? { prose: true } : { messages };
    }
    return { messages: tries[0] };
  } catch (error) {
    return { crash: String(error?.message ?? error).split('\n')[0] };
  }
};

const files = folder === '--smoke-test' ? [] : readdirSync(folder);
const report = Object.fromEntries(files.map((file) => [file, lint(file)]));
await new Promise((done) => process.stdout.write(JSON.stringify(report), done));
