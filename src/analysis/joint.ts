import type { SecurityVerdict, Verdict } from '../core/verdict.ts';

/** Whether a sample passes all of its functional cases; partly working code does not. */
export type Works = 'functional' | 'not' | 'unknown';

/** Both lenses on one sample. */
export type Joint = { readonly security: SecurityVerdict; readonly works: Works };

/** Not those of the schema: that would bring the library of schemas into the report's page. */
const SECURITIES: readonly SecurityVerdict[] = ['secure', 'insecure', 'unknown'];

/** All nine, in the order in which outputs list them. */
export const JOINTS: readonly Joint[] = SECURITIES.flatMap((security) =>
  (['functional', 'not', 'unknown'] as const).map((works) => ({ security, works })),
);

export const jointOf = (verdict: Pick<Verdict, 'security' | 'function'>): Joint => ({
  security: verdict.security,
  works: WORKS[verdict.function],
});

const WORKS: Readonly<Record<Verdict['function'], Works>> = {
  functional: 'functional',
  partial: 'not',
  failing: 'not',
  unknown: 'unknown',
};

export const isSame = (a: Joint, b: Joint): boolean => a.security === b.security && a.works === b.works;
