import type { Usage } from '../core/sample.ts';

/** What the answers of one model took, as far as the provider said it. */
export type ModelUsage = {
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Wall time of all requests, added up. */
  readonly seconds: number;
  /** Absent: no price was given. */
  readonly usd?: number;
};

const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/**
 * Usage by model, in the order in which the models appear. Samples that somebody brought have none.
 *
 * @param answers samples, and scans by judges under the judge's name
 */
export const usageByModel = (
  answers: readonly { readonly model: string; readonly usage?: Usage | undefined }[],
): ModelUsage[] => {
  const measured = answers.filter(({ usage }) => usage !== undefined && Object.keys(usage).length > 0);
  return [...Map.groupBy(measured, ({ model }) => model)].map(([model, group]) => {
    const usages = group.flatMap(({ usage }) => usage ?? []);
    const priced = usages.some(({ usd }) => usd !== undefined);
    return {
      model,
      promptTokens: sum(usages.map(({ promptTokens }) => promptTokens)),
      completionTokens: sum(usages.map(({ completionTokens }) => completionTokens)),
      seconds: sum(usages.map(({ seconds }) => seconds)),
      ...(priced ? { usd: sum(usages.map(({ usd }) => usd)) } : {}),
    };
  });
};
