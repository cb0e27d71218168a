import {
  at,
  type ComponentRef,
  type Properties,
  type Result,
  type Rule,
  type RuleRef,
  type Run,
} from './schema.ts';

/** "external/cwe/cwe-079" (CodeQL, Bandit), "CWE-79: Cross-site scripting" (Semgrep), "cwe_79", "CWE79". */
const CWE_ID = /\bcwe[-_ :]?0*([1-9]\d{0,4})\b/gi;
const CWE_PROPERTY = /^cwes?([-_ ]?ids?)?$/i;

/** The CWE ids of a result, ascending: its own where it has some, else those of its rule. */
export const cwesOf = (result: Result, rule: Rule | undefined, run: Run): number[] => {
  const own = [...inProperties(result.properties), ...inTaxa(result.taxa ?? [], run)];
  const ids =
    own.length > 0
      ? own
      : [
          ...inProperties(rule?.properties),
          ...inTaxa(
            (rule?.relationships ?? []).map(({ target }) => target),
            run,
          ),
        ];
  return [...new Set(ids)].sort((a, b) => a - b);
};

/** In tags, and in properties that are called after CWEs, where a bare number is one too. */
const inProperties = (properties: Properties): number[] =>
  Object.entries(properties ?? {}).flatMap(([name, value]) => {
    const texts = [value].flat().filter((item) => typeof item === 'string' || typeof item === 'number');
    if (CWE_PROPERTY.test(name)) return texts.flatMap((text) => bareId(text) ?? idsIn(String(text)));
    return name === 'tags' ? texts.flatMap((text) => idsIn(String(text))) : [];
  });

const inTaxa = (references: readonly RuleRef[], run: Run): number[] =>
  references.flatMap(({ id, index, toolComponent }) => {
    const taxonomy = toolComponent && taxonomyOf(toolComponent, run);
    const taxon = id ?? at(taxonomy?.taxa, index)?.id;
    if (taxon === undefined) return [];
    const name = taxonomy?.name ?? toolComponent?.name ?? '';
    return /^cwe\b/i.test(name) ? (bareId(taxon) ?? idsIn(taxon)) : idsIn(taxon);
  });

const taxonomyOf = ({ index, guid, name }: ComponentRef, run: Run) =>
  at(run.taxonomies, index) ??
  run.taxonomies?.find(
    (taxonomy) =>
      (guid !== undefined && taxonomy.guid === guid) || (name !== undefined && taxonomy.name === name),
  );

const bareId = (value: string | number): number[] | undefined =>
  /^0*[1-9]\d{0,4}$/.test(String(value).trim()) ? [Number(value)] : undefined;

const idsIn = (text: string): number[] => [...text.matchAll(CWE_ID)].map(([, id]) => Number(id));
