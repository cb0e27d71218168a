import { Button, useComputedColorScheme } from '@mantine/core';
import type { EChartsOption } from 'echarts';
import {
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  LinesChart,
  SankeyChart,
  ScatterChart,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Ink, PRINT_INK } from '../../../src/reports/charts/palette.ts';
import { usePrinting } from './printing.ts';
import { Scroll } from './scroll.tsx';
import './chart.css';

use([BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, SankeyChart, ScatterChart]);
use([GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent]);
use([LabelLayout, VisualMapPiecewiseComponent, CanvasRenderer, SVGRenderer]);

const DARK_INK: Ink = {
  text: '#d7dce2',
  soft: '#aab2bb',
  line: '#4a525b',
  band: '#2b3036',
  ground: '#1d2024',
  nothing: '#757e88',
};

/** What is no data in charts, as the page's colours are. */
export const useInk = (): Ink => (useComputedColorScheme('light') === 'dark' ? DARK_INK : PRINT_INK);

/** Pixels between the margins of a sheet of A4; what must be wider is drawn wider, and made smaller there. */
const PAPER_WIDTH = 680;

type ChartProps = {
  readonly option: EChartsOption;
  readonly height: number;
  /** Below it the drawing is scrolled. */
  readonly minWidth?: number;
  /** For drawings that are laid out for one width; absent: as wide as there is room. */
  readonly width?: number;
  /** What it shows, in a sentence: its caption. */
  readonly caption: ReactNode;
  /** The same in words and numbers, for those who cannot see it, or want to copy it. */
  readonly table: ReactNode;
  /** Thousands of marks are drawn as pixels, others as shapes. */
  readonly many?: boolean;
  /** With what ECharts says of the mark that was clicked. */
  readonly onClick?: (mark: unknown) => void;
};

/** A drawing, with a table as its twin. */
export const Chart = ({
  option,
  height,
  width,
  minWidth = width ?? 0,
  caption,
  table,
  many = false,
  onClick,
}: ChartProps): ReactNode => {
  const [asTable, setAsTable] = useState(false);
  const captionId = useId();
  return (
    <figure className="chart">
      <div className="chart-head">
        <figcaption id={captionId}>{caption}</figcaption>
        <Button
          size="compact-xs"
          variant="default"
          className="no-print"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'show as chart' : 'show as table'}
        </Button>
      </div>
      {asTable ? (
        table
      ) : (
        <Scroll className="chart-scroll" label="chart">
          <Drawing {...{ option, height, width, minWidth, many, onClick, captionId }} />
        </Scroll>
      )}
    </figure>
  );
};

type DrawingProps = {
  readonly option: EChartsOption;
  readonly height: number;
  readonly width: number | undefined;
  readonly onClick: ChartProps['onClick'] | undefined;
  readonly minWidth: number;
  readonly many: boolean;
  readonly captionId: string;
};

const Drawing = ({ option, height, width, minWidth, many, onClick, captionId }: DrawingProps): ReactNode => {
  const place = useRef<HTMLDivElement>(null);
  const clicked = useRef(onClick);
  useEffect(() => {
    clicked.current = onClick;
  }, [onClick]);
  const printing = usePrinting();
  const onPaper = width ?? Math.max(PAPER_WIDTH, minWidth);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, null, {
      renderer: many ? 'canvas' : 'svg',
      ...(printing && { width: onPaper }),
    });
    chart.setOption(option);
    chart.on('click', (mark: unknown) => clicked.current?.(mark));
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [option, many, printing, onPaper]);
  const style = printing
    ? { height, width: onPaper, zoom: Math.min(1, PAPER_WIDTH / onPaper) }
    : { height, width, minWidth };
  return <div ref={place} style={style} role="img" aria-labelledby={captionId} />;
};
