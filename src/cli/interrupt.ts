/** Raised through the signal when a person stops the program. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * A signal that Ctrl-C (or SIGTERM) aborts: work stops after what is under way is written down. A second Ctrl-C ends
 * the process at once, which loses nothing either.
 */
export const interruptSignal = (): AbortSignal => {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted('stopped'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
};
