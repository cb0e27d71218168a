import type { Language as LanguageId } from '../core/task.ts';
import { c } from './c.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import type { Language } from './language.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { typescript } from './typescript.ts';

export const languages: Readonly<Record<LanguageId, Language>> = {
  python,
  javascript,
  typescript,
  java,
  c,
  cpp,
  csharp,
  go,
  php,
  ruby,
  rust,
};
