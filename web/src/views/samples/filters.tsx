import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { JOINTS } from '../../../../src/analysis/joint.ts';
import { jointText } from '../../../../src/reports/charts/verdict-colors.ts';
import { FLAGS, FUNCTION, SECURITY } from '../../../../src/reports/site/format.ts';
import { cweTitle } from '../../data/cwes.ts';
import { ANY_BASE, type Filter, jointName } from '../../data/filter.ts';
import { useSite } from '../../data/site.tsx';
import './samples.css';

type FiltersProps = { readonly filter: Filter; readonly onChange: (filter: Filter) => void };

type Option = { readonly value: string; readonly label: string };

const plain = (values: Iterable<string>): readonly Option[] =>
  [...new Set(values)].map((value) => ({ value, label: value }));

/** What the list is narrowed by. Only what the report has can be chosen. */
export const Filters = ({ filter, onChange }: FiltersProps): ReactNode => {
  const { index, table } = useSite();
  const { columns } = table;
  const cwes = useMemo(() => {
    const ids = new Set(columns.cweSets.flat());
    return [...ids]
      .toSorted((a, b) => a - b)
      .map((id) => ({ value: String(id), label: cweTitle(id).slice(0, 60) }));
  }, [columns]);
  const joints = JOINTS.map((joint) => ({ value: jointName(joint), label: jointText(joint) }));
  const choice = (key: keyof Filter, label: string, options: readonly Option[]): ReactNode =>
    options.length < 2 && !filter[key] ? null : (
      <Choice
        label={label}
        value={filter[key] ?? ''}
        options={options}
        onChange={(value) => onChange({ ...without(filter, key), ...(value && { [key]: value }) })}
      />
    );
  const isNarrowed = Object.keys(filter).length > 0;
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [unfolded, setUnfolded] = useState(isNarrowed);
  return (
    <div className="controls filters">
      <TextInput
        id="search"
        type="search"
        label="Search"
        size="xs"
        placeholder="task, model, method, CWE-89"
        value={filter.q ?? ''}
        onChange={(event) =>
          onChange({
            ...without(filter, 'q'),
            ...(event.currentTarget.value && { q: event.currentTarget.value }),
          })
        }
        onKeyDown={(event) => (event.key === 'Escape' || event.key === 'Enter') && event.currentTarget.blur()}
      />
      {isPhone && (
        <Button size="xs" variant="default" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {(!isPhone || unfolded) && (
        <>
          {choice('security', 'Security', plain(SECURITY.toReversed()))}
          {choice('function', 'Function', plain(FUNCTION.toReversed()))}
          {choice('model', 'Model', plain(columns.arms.map(({ model }) => model)))}
          {choice('method', 'Method', plain(columns.arms.map(({ method }) => method)))}
          {choice('run', 'Run', plain(index.runs.map(({ name }) => name)))}
          {choice('language', 'Language', plain(columns.languages))}
          {choice('cwe', 'Weakness', cwes)}
          {choice('flag', 'Marked as', plain(Object.keys(FLAGS)))}
          {index.comparison.contrasts.length > 0 &&
            choice('from', 'By the base', [{ value: ANY_BASE, label: 'there is one' }, ...joints])}
          {index.comparison.contrasts.length > 0 && choice('to', 'Now', joints)}
          {filter.task !== undefined && choice('task', 'Task', plain([filter.task]))}
        </>
      )}
      {isNarrowed && (
        <Button size="xs" variant="default" onClick={() => onChange({})}>
          Clear
        </Button>
      )}
    </div>
  );
};

const without = (filter: Filter, key: keyof Filter): Filter => {
  const { [key]: _, ...rest } = filter;
  return rest;
};

const Choice = ({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}): ReactNode => (
  <NativeSelect
    label={label}
    size="xs"
    value={value}
    data={[{ value: '', label: 'any' }, ...options]}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
