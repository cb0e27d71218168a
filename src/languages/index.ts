import type { Language as LanguageId } from '../core/task.ts';
import type { Language } from './language.ts';
import { python } from './python.ts';

export const languages: Readonly<Record<LanguageId, Language>> = {
  python,
  javascript: {
    id: 'javascript',
    title: 'JavaScript',
    extension: '.js',
    fences: ['javascript', 'js', 'node'],
  },
  typescript: { id: 'typescript', title: 'TypeScript', extension: '.ts', fences: ['typescript', 'ts'] },
  java: { id: 'java', title: 'Java', extension: '.java', fences: ['java'] },
  c: { id: 'c', title: 'C', extension: '.c', fences: ['c'] },
  cpp: { id: 'cpp', title: 'C++', extension: '.cpp', fences: ['cpp', 'c++', 'cc', 'cxx'] },
  csharp: { id: 'csharp', title: 'C#', extension: '.cs', fences: ['csharp', 'cs', 'c#'] },
  go: { id: 'go', title: 'Go', extension: '.go', fences: ['go', 'golang'] },
  php: { id: 'php', title: 'PHP', extension: '.php', fences: ['php'] },
  ruby: { id: 'ruby', title: 'Ruby', extension: '.rb', fences: ['ruby', 'rb'] },
  rust: { id: 'rust', title: 'Rust', extension: '.rs', fences: ['rust', 'rs'] },
};
