import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { DEFAULT_SEED } from '../../src/engine/score-run.ts';
import { sampleSeed } from '../../src/models/seed.ts';
import { answers, refuses, type SeenRequest, startServer, type TestServer } from '../models/openai-server.ts';

/** A model that knows the controls of Bifocal Core, and what it was asked. */
export type FakeModel = AsyncDisposable & {
  readonly url: string;
  /** `TASK INDEX` to how often it was answered. */
  readonly answered: ReadonlyMap<string, number>;
  readonly requests: TestServer['seen'];
};

export type FakeModelOptions = {
  /** Samples per task that it can tell apart. */
  readonly n: number;
  /** Milliseconds that an answer takes. */
  readonly delay?: number;
  /** Every how many requests one is refused with 429. */
  readonly busyEvery?: number;
};

const KINDS = ['secure', 'insecure', 'broken'] as const;

/**
 * An OpenAI-compatible server on loopback whose answer depends on nothing but task and sample: one of the task's
 * controls, in a code block. It tells samples apart by their seeds.
 */
export const startFakeModel = async (options: FakeModelOptions): Promise<FakeModel> => {
  const { n, delay = 0, busyEvery = Number.POSITIVE_INFINITY } = options;
  const { tasks } = await loadTasks('core');
  const wanted = new Map(
    tasks.flatMap((task) =>
      Array.from(
        { length: n },
        (_, index) => [sampleSeed(DEFAULT_SEED, task.id, index), { task, index }] as const,
      ),
    ),
  );
  const answered = new Map<string, number>();
  let requests = 0;
  const answerOf = ({ body }: SeenRequest): string => {
    const sample = wanted.get(Number(body.seed));
    if (!sample) throw new Error(`no sample has the seed ${String(body.seed)}`);
    const { task, index } = sample;
    const key = `${task.id} ${index}`;
    answered.set(key, (answered.get(key) ?? 0) + 1);
    const kind = KINDS[Number(body.seed) % KINDS.length] ?? 'secure';
    return `Here it is:\n\n\`\`\`python\n${task.solutions[kind]}\`\`\`\n`;
  };
  const server = await startServer(async (response, request) => {
    requests += 1;
    if (requests % busyEvery === 0) {
      refuses(429, 'slow down', { 'retry-after-ms': '20' })(response, request);
      return;
    }
    const text = answerOf(request);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    await answers([text])(response, request);
  });
  return { ...server, url: server.url, answered, requests: server.seen };
};
