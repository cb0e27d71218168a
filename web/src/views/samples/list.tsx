import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Filter } from '../../data/filter.ts';
import { count } from '../../data/numbers.ts';
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
import { usePrinting } from '../../parts/printing.ts';
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
/** Of longer lists the beginning is printed. */
const PRINTED = 1000;

/** The rows that are in sight, of however many; on paper there is more to be seen. */
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
  const isPrinted = usePrinting();
  const shown = isPrinted
    ? Array.from({ length: Math.min(PRINTED, rows.length) }, (_, index) => ({ index, start: index * ROW }))
    : virtual.getVirtualItems();
  return (
    <Scroll ref={place} className="list" label="samples">
      <ol style={isPrinted ? undefined : { height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => (
          <Item
            key={index}
            table={table}
            row={at(rows, index)}
            filter={filter}
            isChosen={index === chosen}
            style={isPrinted ? { position: 'static' } : { transform: `translateY(${start}px)`, height: ROW }}
            onChoose={() => onChoose(index)}
          />
        ))}
      </ol>
      {isPrinted && rows.length > PRINTED && (
        <p className="soft small">The first {count(PRINTED)} are printed: narrow the list to print others.</p>
      )}
    </Scroll>
  );
};

type ItemProps = {
  readonly table: SampleTable;
  readonly row: number;
  readonly filter: Filter;
  readonly isChosen: boolean;
  readonly style: CSSProperties;
  readonly onChoose: () => void;
};

const Item = ({ table, row, filter, isChosen, style, onChoose }: ItemProps): ReactNode => {
  const { task, model, method, index, run } = rowAt(table, row);
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
          {table.runs.length > 1 && ` (${run})`}
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
