const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as markup that shows it. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

/**
 * The words that appear over a mark. ECharts takes what a formatter returns as markup; names in it come from data, so
 * that every line is escaped here.
 *
 * @param linesOf of the mark: number of its series and its number there
 */
export const tooltipOf =
  (linesOf: (series: number, mark: number) => readonly string[]) =>
  (given: unknown): string => {
    const { seriesIndex = 0, dataIndex = 0 } = given as { seriesIndex?: number; dataIndex?: number };
    return linesOf(seriesIndex, dataIndex).map(escaped).join('<br/>');
  };
