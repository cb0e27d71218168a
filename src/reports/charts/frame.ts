import type { LegendComponentOption, TitleComponentOption } from 'echarts';
import { wrap } from '../visible.ts';
import { FONT, type Ink } from './palette.ts';

/** What stands around the panels of a chart: a legend above them, and lines of text below. */
export type Frame = {
  /** Pixels that it takes above and below the panels. */
  readonly top: number;
  readonly bottom: number;
  readonly legend: LegendComponentOption;
  readonly footer: TitleComponentOption;
};

/** Widths of texts are estimates: nothing measures text where there is no browser. */
const WIDTH_OF_CHARACTER = 5.9;
const WIDTH_OF_SMALL_CHARACTER = 5.1;
const LINE = 14;
const MARGIN = 10;

/** Pixels that a text takes at 11 pixels. */
export const widthOf = (text: string): number =>
  Math.max(...text.split('\n').map((line) => [...line].length)) * WIDTH_OF_CHARACTER;

/** A name that is too long loses its end. */
export const shortened = (name: string, characters: number): string => {
  const all = [...name];
  return all.length <= characters ? name : `${all.slice(0, characters - 1).join('')}…`;
};

const LEGEND_NAME = 40;

/** @param items in the order of the series, with the shape that stands for each */
export const frame = (
  items: readonly { readonly name: string; readonly icon?: string }[],
  footer: readonly string[],
  width: number,
  ink: Ink,
): Frame => {
  const legendWidth = items.reduce((sum, { name }) => sum + 48 + widthOf(shortened(name, LEGEND_NAME)), 0);
  const legendLines = items.length > 1 ? Math.ceil(legendWidth / (width - 2 * MARGIN)) : 0;
  const lines = footer.flatMap((text) =>
    wrap(text, Math.floor((width - 2 * MARGIN) / WIDTH_OF_SMALL_CHARACTER)),
  );
  return {
    top: MARGIN + legendLines * 22,
    bottom: lines.length > 0 ? lines.length * LINE + MARGIN + 4 : MARGIN,
    legend: {
      show: items.length > 1,
      top: MARGIN - 4,
      left: MARGIN,
      itemGap: 14,
      itemWidth: items.some(({ icon }) => icon !== undefined) ? 12 : 20,
      itemHeight: 11,
      itemStyle: { borderColor: ink.text, borderWidth: 0.5 },
      data: items.map(({ name, icon }) => ({ name, ...(icon !== undefined && { icon }) })),
      formatter: (name) => shortened(name, LEGEND_NAME),
      textStyle: { color: ink.text, fontSize: 12, fontFamily: FONT },
    },
    footer: {
      text: lines.join('\n'),
      left: MARGIN - 5,
      bottom: MARGIN - 5,
      textStyle: {
        color: ink.soft,
        fontSize: 10,
        lineHeight: LINE,
        fontWeight: 'normal',
        fontFamily: FONT,
      },
    },
  };
};

/** The head of one panel. */
export const panelTitle = (text: string, left: number, top: number, ink: Ink): TitleComponentOption => ({
  text,
  left: left - 5,
  top: top - 5,
  textStyle: { color: ink.text, fontSize: 12, fontWeight: 'bold', fontFamily: FONT },
});

/** The axis of a share, from 0 to 1. */
export const shareAxis = (ink: Ink) =>
  ({
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: { color: ink.soft, fontSize: 10, formatter: (value: number) => String(value) },
    splitLine: { lineStyle: { color: ink.line } },
  }) as const;
