import { expect, test } from 'vitest';
import { isPasswordName, isSecretName, mustBeUnguessable, wordsOf } from '../../../src/knowledge/names.ts';

test.each([
  ['self.userApiKey', '_user_api_key_'],
  ["app.config['SECRET_KEY']", '_secret_key_'],
  ['password', '_password_'],
])('the words of %s', (name, words) => {
  expect(wordsOf(name)).toBe(words);
});

test.each(['password', 'db_passwd', 'self.pwd', 'userPassword'])('%s holds a password', (name) => {
  expect(isPasswordName(name)).toBe(true);
  expect(isSecretName(name)).toBe(true);
});

test.each(['api_key', 'SECRET', 'auth_token', 'aws_secret_access_key', 'privateKey'])(
  '%s holds a secret, and no password',
  (name) => {
    expect(isSecretName(name)).toBe(true);
    expect(isPasswordName(name)).toBe(false);
  },
);

test.each(['password_field', 'token_count', 'secret_name', 'tokenizer', 'monkey', 'passenger', 'key'])(
  '%s holds none',
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

test.each(['make_token', 'resetCode', 'session_id', 'salt', 'generate_encryption_key'])(
  '%s must not be guessed',
  (name) => {
    expect(mustBeUnguessable(name)).toBe(true);
  },
);

test.each(['key', 'roll_dice', 'keyboard', 'zip_code', 'pinned'])('%s may be guessed', (name) => {
  expect(mustBeUnguessable(name)).toBe(false);
});
