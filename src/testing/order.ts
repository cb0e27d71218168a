import type { Task } from '../core/task.ts';
import { assemble, type Conversation } from './events.ts';

/** Runs a task's tests on some code: each alone, or in their order and in one process. */
export type Ask = (code: string, inOrder: boolean) => Promise<Conversation>;

const allPassed = (conversation: Conversation): boolean => {
  const { status, cases } = assemble(conversation);
  return status === 'ok' && cases.length > 0 && cases.every(({ outcome }) => outcome === 'passed');
};

/** Whether tests share a process with the sample, and some failed: those could be tests that build on others. */
const couldBuildOnOthers = (conversation: Conversation): boolean =>
  conversation.events.some((event) => event.event === 'plan' && event.trust === 'token') &&
  conversation.events.some((event) => event.event === 'case' && event.outcome === 'failed');

/** Tests that build on one another: found out by the reference, once per task, when a sample first fails some. */
export const makeOrderKeeper = () => {
  const inOrder = new WeakMap<Task, Promise<boolean>>();

  const askReference = async (reference: string, ask: Ask): Promise<boolean> =>
    !allPassed(await ask(reference, false)) && allPassed(await ask(reference, true));

  /** Has the code judged as the task's reference needs to be: test by test where that works, else in their order. */
  return async (task: Task, code: string, ask: Ask): Promise<Conversation> => {
    const known = inOrder.get(task);
    if (known) return ask(code, await known);
    const alone = await ask(code, false);
    const { secure } = task.solutions;
    if (secure === undefined || !couldBuildOnOthers(alone)) return alone;
    const asked = inOrder.get(task) ?? askReference(secure, ask);
    inOrder.set(task, asked);
    asked.catch(() => inOrder.delete(task));
    return (await asked) ? ask(code, true) : alone;
  };
};
