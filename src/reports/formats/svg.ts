import { createRequire } from 'node:module';
import { visible } from '../visible.ts';
import type { Format } from './format.ts';

/** Of the package in one file, which loads in a tenth of the time that its modules take; and only where one draws. */
const echarts = (): typeof import('echarts') => createRequire(import.meta.url)('echarts');

/** A figure as a picture, drawn without a browser. Tables have none. */
export const svg: Format = {
  write: (id, exhibit) => {
    if (exhibit.kind === 'table') return null;
    const { width, height, chart, caption, notes } = exhibit;
    const canvas = echarts().init(null, null, { renderer: 'svg', ssr: true, width, height });
    canvas.setOption(chart);
    const drawn = canvas.renderToSVGString({ useViewBox: true });
    canvas.dispose();
    const described = `<title>${escaped(caption)}</title>\n<desc>${escaped(notes.join('\n'))}</desc>`;
    return `${readable(still(drawn, id)).replace('>', () => ` role="img">\n${described}`)}\n`;
  },
};

/**
 * Leaves out what answers to a mouse, and names parts after the exhibit: ECharts numbers the drawings of a process, and
 * two of the same would differ.
 */
const still = (drawn: string, id: string): string =>
  drawn
    .replaceAll(/<style\b.*?<\/style>\n?/gs, '')
    .replaceAll(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*")/g, '')
    .replaceAll(/(?<=[("#])zr\d+-/g, `${id}-`);

/** Names may hold characters that XML does not allow, or that turn the order of what is read. */
const readable = (drawn: string): string =>
  drawn.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? character : escaped(character)));

const escaped = (text: string): string =>
  text
    .split('\n')
    .map((line) => visible(line).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    .join('\n');
