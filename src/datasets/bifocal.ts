import { faultOf } from '../core/fault.ts';
import { ok, unknown } from '../core/outcome.ts';
import { taskSchema } from '../core/task.ts';
import type { Dataset } from './dataset.ts';

/** Tasks in the project's own schema, one per line, as a run folder's `tasks.jsonl`. */
export const bifocal: Dataset = {
  id: 'bifocal',
  title: 'tasks in the schema of Bifocal',
  environment: 'python-tests',
  recognises: (value) =>
    typeof value === 'object' && value !== null && 'id' in value && 'dataset' in value && 'prompt' in value,
  toTask: (value) => {
    const parsed = taskSchema.safeParse(value);
    return parsed.success ? ok(parsed.data) : unknown(faultOf(parsed.error));
  },
};
