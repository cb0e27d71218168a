import { hasHtml } from '../../../knowledge/html.ts';
import type { Build, Call } from '../flow/events.ts';
import { MARKUP_ANSWERS } from '../know/traits.ts';
import type { Rule } from '../rule.ts';
import { filledIn, holes, skeleton, unanswered } from '../taint.ts';

/** An element with something put into it: `<name>\0</name>`, `<name key="\0"` */
const ELEMENT =
  /<([A-Za-z][\w:.-]*)(\s[^<>]*)?>[^<]*\0[^<]*<\/\1>|<[A-Za-z][\w:.-]*\s[^<>]*=["']\0["'][^<>]*\/?>/;

const builds = ({ value, state }: Build): boolean => {
  const text = skeleton(value) ?? '';
  return (
    !hasHtml(text) && ELEMENT.test(text) && unanswered(holes(value), state, MARKUP_ANSWERS) !== undefined
  );
};

const fillsIn = (call: Call): boolean =>
  filledIn(call, /xml/i).some((value) => unanswered(value, call.state, MARKUP_ANSWERS) !== undefined);

export const xmlInjection: Rule = {
  id: 'py/xml-injection',
  cwes: [91, 74],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Data from outside becomes part of XML as it is. Build the document with a library, or use xml.sax.saxutils.escape.',
  on: { build: builds, call: fillsIn },
};
