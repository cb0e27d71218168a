import pMap from 'p-map';

/** Results as they come, a few at once, none lost. What comes to undefined is left out. */
export async function* inParallel<Input, Output>(
  inputs: readonly Input[],
  concurrency: number,
  work: (input: Input) => Promise<Output | undefined>,
): AsyncGenerator<Output> {
  const finished: Output[] = [];
  let wake = () => {};
  const all = pMap(
    inputs,
    async (input) => {
      const output = await work(input);
      if (output !== undefined) finished.push(output);
      wake();
    },
    { concurrency },
  );
  let running = true;
  const ended = all.finally(() => {
    running = false;
    wake();
  });
  ended.catch(() => {}); // seen below
  while (running || finished.length > 0) {
    yield* finished.splice(0);
    if (running)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  await ended;
}
