import { at, type Result, type Rule, type RuleRef, type Run } from './schema.ts';

/** The id of a result's rule and, if the log describes it, its description: in the driver or in an extension. */
export const ruleOf = (
  result: Result,
  run: Run,
): { readonly id: string; readonly rule: Rule | undefined } => {
  const { driver, extensions = [] } = run.tool;
  const reference: RuleRef = { id: result.ruleId, index: result.ruleIndex, ...withoutAbsent(result.rule) };
  const component = componentOf(reference, run);
  const components = component ? [component] : [driver, ...extensions];
  const rule =
    at((component ?? driver).rules, reference.index) ??
    candidates(reference.id)
      .map((id) => components.flatMap(({ rules = [] }) => rules).find((rule) => rule.id === id))
      .find((found) => found !== undefined);
  return { id: reference.id ?? rule?.id ?? 'unnamed', rule };
};

const componentOf = ({ toolComponent }: RuleRef, run: Run) => {
  const { driver, extensions = [] } = run.tool;
  if (toolComponent === undefined) return undefined;
  const { index, guid, name } = toolComponent;
  return (
    at(extensions, index) ??
    [driver, ...extensions].find(
      (component) =>
        (guid !== undefined && component.guid === guid) || (name !== undefined && component.name === name),
    )
  );
};

/** `a/b/c` may be described as itself, as `a/b` or as `a` (SARIF 2.1.0, 3.52.4). */
const candidates = (id: string | undefined): string[] =>
  id === undefined
    ? []
    : id.split('/').map((_, index, parts) => parts.slice(0, parts.length - index).join('/'));

const withoutAbsent = (reference: RuleRef | undefined): Partial<RuleRef> =>
  Object.fromEntries(Object.entries(reference ?? {}).filter(([, value]) => value !== undefined));
