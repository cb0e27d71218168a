import type { Scan, ScannerRole } from '../../src/core/finding.ts';
import { scanOf } from '../../src/core/finding.ts';
import { unknown } from '../../src/core/outcome.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import type { MethodRequest, VisibleTask } from '../../src/methods/method.ts';
import type { Workbench } from '../../src/methods/workbench.ts';
import type { GenerationRequest, Model } from '../../src/models/model.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';

/** A model that says what it is told to, one answer after the other, and keeps what it was asked. */
export const scriptedModel = (answers: readonly string[]): Model & { readonly seen: GenerationRequest[] } => {
  const seen: GenerationRequest[] = [];
  return {
    id: 'test:scripted',
    concurrency: 1,
    seen,
    generate: async (request) => {
      seen.push(request);
      const text = answers[seen.length - 1];
      if (text === undefined) throw new Error(`asked ${seen.length} times, has ${answers.length} answers`);
      return {
        text,
        finish: 'stop',
        usage: { promptTokens: 10, completionTokens: text.length, usd: 0.01, seconds: 0.1 },
      };
    },
    close: async () => {},
  };
};

/** The words of a request, as one text. */
export const wordsOf = ({ input }: GenerationRequest): string =>
  'messages' in input
    ? input.messages.map(({ role, content }) => `${role}: ${content}`).join('\n')
    : input.prompt;

/** Code in a fence, as chat models answer. */
export const answer = (code: string): string => `Here it is:\n\n\`\`\`python\n${code}\n\`\`\`\n`;

/** A workbench with these scanners, which really scan. */
export const benchOf = (scanners: readonly Scanner[], changes: Partial<Workbench> = {}): Workbench => ({
  scan: async (code: string, roles: readonly ScannerRole[]) => {
    const wanted = scanners.filter(({ role }) => roles.includes(role));
    return Promise.all(
      wanted.map(async (scanner): Promise<Omit<Scan, 'sample'>> => {
        const outcomes = await scanner.scan([{ id: 'code', language: 'python', code }]);
        const { sample: _, ...heard } = scanOf(
          'code',
          scanner.id,
          outcomes.get('code') ?? unknown('no answer'),
        );
        return heard;
      }),
    );
  },
  testVisible: undefined,
  observe: undefined,
  ...changes,
});

export const visibleTask = (changes: Partial<Task> = {}): VisibleTask => {
  const { tests, exploits, solutions, ...visible } = taskSchema.parse({
    id: 'core/add',
    dataset: 'core',
    language: 'python',
    entryPoint: 'add',
    prompt: { instruction: 'Write `add(a, b)`, which returns the sum.' },
    ...changes,
  });
  return visible;
};

export const requestOf = (model: Model, changes: Partial<MethodRequest> = {}): MethodRequest => ({
  task: visibleTask(),
  model,
  index: 0,
  decoding: { temperature: 0, topP: 1, maxTokens: 300 },
  seed: 5,
  prompt: 'auto',
  workbench: benchOf([]),
  limits: {},
  ...changes,
});
