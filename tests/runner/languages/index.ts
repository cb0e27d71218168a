import type { Language } from '../../../src/core/task.ts';
import { c } from './c.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import type { LanguageFixture } from './fixture.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';
import { typescript } from './typescript.ts';

/** Every language whose programs are run. */
export const fixtures = {
  c,
  cpp,
  csharp,
  go,
  java,
  javascript,
  php,
  python,
  rust,
  typescript,
} satisfies Partial<Record<Language, LanguageFixture>>;
