import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Filter } from '../../data/filter.ts';
import {
  at,
  cwesAt,
  flagsAt,
  functionAt,
  rowAt,
  type SampleTable,
  securityAt,
} from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { FunctionChip, SecurityChip, Tag } from '../../parts/verdict.tsx';
import { sampleHref } from '../sample/href.ts';

type ListProps = {
  readonly rows: Int32Array;
  /** Place in `rows` of the one that keys act on. */
  readonly chosen: number;
  readonly filter: Filter;
  readonly onChoose: (place: number) => void;
};

const ROW = 58;

/** The rows that are in sight, of however many. */
export const SampleList = ({ rows, chosen, filter, onChoose }: ListProps): ReactNode => {
  const { table } = useSite();
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const { scrollToIndex } = virtual;
  useEffect(() => scrollToIndex(chosen), [chosen, scrollToIndex]);
  return (
    <Scroll ref={place} className="list" label="samples">
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <Item
            key={index}
            table={table}
            row={at(rows, index)}
            filter={filter}
            isChosen={index === chosen}
            style={{ transform: `translateY(${start}px)`, height: ROW }}
            onChoose={() => onChoose(index)}
          />
        ))}
      </ol>
    </Scroll>
  );
};

type ItemProps = {
  readonly table: SampleTable;
  readonly row: number;
  readonly filter: Filter;
  readonly isChosen: boolean;
  readonly style: { readonly transform: string; readonly height: number };
  readonly onChoose: () => void;
};

const Item = ({ table, row, filter, isChosen, style, onChoose }: ItemProps): ReactNode => {
  const { task, model, method, index } = rowAt(table, row);
  const { rows } = table.columns;
  const [passed, cases, findings] = [at(rows.passed, row), at(rows.cases, row), at(rows.findings, row)];
  return (
    <li className={isChosen ? 'item chosen' : 'item'} style={style}>
      <span className="item-verdicts">
        <SecurityChip verdict={securityAt(table, row)} />
        <FunctionChip verdict={functionAt(table, row)} />
      </span>
      <span className="item-name">
        <Link
          href={sampleHref(table, row, filter)}
          aria-current={isChosen ? 'true' : undefined}
          onFocus={onChoose}
        >
          {task}
        </Link>
        <span className="soft small">
          {model}, {method}
          {index > 0 && `, ${index}`}
        </span>
      </span>
      <span className="item-facts soft small">
        {cases > 0 ? `${passed} of ${cases} cases` : 'no cases'}
        {findings > 0 && `, ${findings} found`}
        {cwesAt(table, row).length > 0 && `: CWE-${cwesAt(table, row).join(', ')}`}
      </span>
      <span className="item-flags">
        {flagsAt(table, row).map((flag) => (
          <Tag key={flag}>{flag}</Tag>
        ))}
      </span>
    </li>
  );
};
