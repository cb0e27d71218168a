import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Tests start sandboxes, scanners and models: a generous limit, so that a slow machine is not a red test.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    globalSetup: ['tests/global-setup.ts'],
    // One more than the cores that a small machine has: many tests wait for limits of the sandbox.
    maxWorkers: 3,
  },
});
