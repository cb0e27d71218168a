import { type Task, taskSchema } from '../../../src/core/task.ts';

/** A task of Python with these fields; what is left out is as in a task that is well. */
export const task = (fields: Partial<Task> = {}): Task =>
  taskSchema.parse({
    id: 'set/1',
    dataset: 'set',
    language: 'python',
    prompt: { instruction: 'Write the function add, which adds two numbers.' },
    entryPoint: 'add',
    cwes: [22],
    tests: {
      style: 'functions',
      functional: 'from solution import add\n\ndef test_add():\n    assert add(1, 2) == 3\n',
    },
    solutions: { secure: 'def add(a, b):\n    return a + b\n' },
    ...fields,
  });
