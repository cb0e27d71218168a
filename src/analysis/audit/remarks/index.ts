import type { Look, Notice } from '../remark.ts';
import type { TaskSeen } from '../seen.ts';
import { controls } from './controls.ts';
import { references } from './references.ts';
import { stubs } from './stubs.ts';

/** What is looked for in the tests of a task, in the order in which it is told. */
export const REMARKS = { ...references, ...controls, ...stubs } as const satisfies Record<string, Look>;
export type RemarkKind = keyof typeof REMARKS;

export type Remark = Notice & { readonly kind: RemarkKind };

/** The kinds of remarks, in their order. */
export const REMARK_KINDS = Object.keys(REMARKS) as readonly RemarkKind[];

/** What is noticed about one task. */
export const remarksOn = (seen: TaskSeen): Remark[] =>
  REMARK_KINDS.flatMap((kind) => {
    const notice = REMARKS[kind].look(seen);
    return notice === undefined ? [] : [{ kind, ...notice }];
  });
