import { constantOf } from '../../../knowledge/constants.ts';
import { isAddressTest } from '../know/checks.ts';
import { sourceOf } from '../know/sources.ts';
import type { Run } from './run.ts';
import { addTraits, checksOf, partOf, type Value } from './value.ts';

/** `value.name` */
export const attributeOf = (value: Value, name: string, run: Run): Value => {
  const field =
    value.ref === undefined ? undefined : run.fields.get(value.ref.replace(/\(\)$/, ''))?.get(name);
  if (field) return field;
  const ref = value.ref === undefined ? undefined : `${value.ref}.${name}`;
  const own = ref === undefined ? [] : sourceOf(ref);
  const known = ref === undefined ? undefined : constantOf(ref);
  const method = value.ref?.replace(/\(\)$/, '').concat('.', name);
  const basename = /^pathlib\.Path\(\)$/.test(value.ref ?? '') && /^(name|stem)$/.test(name);
  const part = basename ? addTraits(value.atoms, ['basename']) : partOf(value, name);
  return {
    atoms: own.length > 0 ? own : part,
    checks: isAddressTest(name) ? checksOf(value, 'host') : [],
    ...(ref !== undefined && { ref }),
    ...(known !== undefined && { constant: known }),
    ...(method !== undefined && run.functions.has(method) && { callable: method }),
  };
};
