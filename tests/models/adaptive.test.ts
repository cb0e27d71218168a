import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adaptiveQueue,
  afterCongestion,
  afterSuccess,
  openWindow,
  type Window,
} from '../../src/models/adaptive.ts';

type Step = { readonly kind: 'success' | 'congestion'; readonly age: number };

const steps = fc.array(
  fc.record({ kind: fc.constantFrom('success' as const, 'congestion' as const), age: fc.nat(3) }),
  { maxLength: 200 },
);
const maximum = fc.integer({ min: 1, max: 256 });

const take = (window: Window, { kind, age }: Step): Window => {
  const startedIn = Math.max(0, window.episode - age);
  return kind === 'success' ? afterSuccess(window, startedIn) : afterCongestion(window, startedIn);
};

describe('the window', () => {
  it('stays between 1 and its maximum whatever happens', () => {
    fc.assert(
      fc.property(maximum, steps, (max, history) => {
        let window = openWindow(max);
        const limits = history.map((step) => {
          window = take(window, step);
          return window.limit;
        });
        expect(limits.every((limit) => limit >= 1 && limit <= max)).toBe(true);
      }),
    );
  });

  it('is cut once per episode, however many requests report it', () => {
    fc.assert(
      fc.property(maximum, fc.integer({ min: 1, max: 50 }), (max, reports) => {
        const cut = Array.from({ length: reports }).reduce<Window>(
          (window) => afterCongestion(window, 0),
          openWindow(max),
        );
        expect(cut).toEqual({ limit: Math.max(1, max / 2), max, episode: 1 });
      }),
    );
  });

  it('is not moved by what started before the last cut', () => {
    fc.assert(
      fc.property(maximum, steps, (max, history) => {
        const window = history.reduce(take, afterCongestion(openWindow(max), 0));
        expect(afterSuccess(window, window.episode - 1)).toBe(window);
        expect(afterCongestion(window, window.episode - 1)).toBe(window);
      }),
    );
  });

  it('grows by about one per round of successes and comes back to its maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 64 }), (max) => {
        let window = afterCongestion(openWindow(max), 0);
        const before = window.limit;
        for (let i = 0; i < Math.floor(before); i += 1) window = afterSuccess(window, window.episode);
        expect(window.limit - before).toBeGreaterThan(0.7);
        expect(window.limit - before).toBeLessThanOrEqual(1);
        for (let i = 0; i < max * max; i += 1) window = afterSuccess(window, window.episode);
        expect(window.limit).toBe(max);
      }),
    );
  });
});

describe('the queue', () => {
  it('never runs more than its limit, and resumes after congestion', async () => {
    const queue = adaptiveQueue(8);
    let underWay = 0;
    const excess: number[] = [];
    const job = async (): Promise<void> => {
      underWay += 1;
      excess.push(underWay - queue.limit());
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
    };
    queue.congested(queue.episode());
    expect(queue.limit()).toBe(4);
    await Promise.all(Array.from({ length: 200 }, () => queue.run(job)));
    expect(Math.max(...excess)).toBeLessThanOrEqual(0);
    expect(queue.limit()).toBe(8);
  });

  it('does not grow by failures', async () => {
    const queue = adaptiveQueue(8);
    queue.congested(queue.episode());
    await Promise.allSettled(
      Array.from({ length: 50 }, () => queue.run(() => Promise.reject(new Error('no')))),
    );
    expect(queue.limit()).toBe(4);
  });

  it('lets go of a waiting job that is aborted', async () => {
    const queue = adaptiveQueue(1);
    const first = Promise.withResolvers<void>();
    const running = queue.run(() => first.promise);
    const controller = new AbortController();
    let ran = false;
    const waiting = queue.run(async () => {
      ran = true;
    }, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toThrow();
    first.resolve();
    await running;
    expect(ran).toBe(false);
  });
});
