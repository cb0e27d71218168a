import { type EditorState, RangeSetBuilder, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { SampleDetail } from '../../../../src/reports/site/format.ts';
import { visible } from '../../../../src/reports/visible.ts';
import { cweTitle } from '../../data/cwes.ts';

export type Finding = SampleDetail['findings'][number];

/** What stands below the last line of a finding. */
class Note extends WidgetType {
  readonly text: string;
  readonly counts: boolean;

  constructor(text: string, counts: boolean) {
    super();
    this.text = text;
    this.counts = counts;
  }

  override eq(other: Note): boolean {
    return other.text === this.text && other.counts === this.counts;
  }

  toDOM(): HTMLElement {
    const note = document.createElement('div');
    note.className = this.counts ? 'finding-note' : 'finding-note not-counting';
    note.textContent = this.text;
    return note;
  }
}

/** Who says what of a place, in a line. */
export const noteText = ({ cwes, reports, counts, severity }: Finding): string => {
  const what = cwes.map(cweTitle).join(', ') || 'no CWE given';
  const who = reports
    .map(({ scanner, finding }) => `${scanner} ${finding.rule}: ${finding.message}`)
    .join(' · ');
  return visible(`${what} (${severity}${counts ? '' : ', does not count'}). ${who}`.replaceAll('\n', ' '));
};

const decorationsOf = (text: Text, findings: readonly Finding[]): DecorationSet => {
  const clamp = (line: number): number => Math.min(Math.max(1, line), text.lines);
  const byLine = new Map<number, boolean>();
  const endings = new Map<number, Finding[]>();
  for (const finding of findings) {
    const end = clamp(finding.endLine);
    for (let line = clamp(finding.line); line <= end; line++) {
      byLine.set(line, (byLine.get(line) ?? false) || finding.counts);
    }
    endings.set(end, [...(endings.get(end) ?? []), finding]);
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const [line, counts] of [...byLine].toSorted(([a], [b]) => a - b)) {
    const { from, to } = text.line(line);
    builder.add(from, from, Decoration.line({ class: counts ? 'found' : 'found-not-counting' }));
    for (const finding of endings.get(line) ?? []) {
      const widget = new Note(noteText(finding), finding.counts);
      builder.add(to, to, Decoration.widget({ widget, block: true, side: 1 }));
    }
  }
  return builder.finish();
};

/** Marks the lines of findings, and says below each what was found. */
export const inlineNotes = (findings: readonly Finding[]): StateField<DecorationSet> =>
  StateField.define<DecorationSet>({
    create: (state: EditorState) => decorationsOf(state.doc, findings),
    update: (decorations) => decorations,
    provide: (field) => EditorView.decorations.from(field),
  });
