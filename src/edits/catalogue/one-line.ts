import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite, Helper } from '../edit.ts';
import { type Call, callsIn, wrap } from '../kit/calls.ts';
import { holesOf, isHarmless, passThrough } from '../kit/holes.ts';
import { allNeeds, reachHelper } from '../kit/reach.ts';
import { statementAround } from '../kit/statements.ts';
import { BUILDS, type Built, builtFrom, type Hole, isString, skeletonOf } from '../kit/strings.ts';
import { together } from '../kit/together.ts';
import { asText } from '../kit/types.ts';
import { valuesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

const ONE_LINE: Helper = {
  name: '_one_line',
  imports: ['re'],
  code: `def _one_line(text):
    """The text without line breaks."""
    return re.sub(r"[\\r\\n\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]+", "", text)`,
};

/** A header with a hyphen, as nothing else has. */
const HEADER = /(^|\\n|\n)[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+: ?([^\r\n\\]|\0)*$/;

/** Also the headers of one word, where the text is clearly a message. */
const ANY_HEADER =
  /(^|\\n|\n)([A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+|Location|Subject|To|From|Cc|Bcc|Host): ?([^\r\n\\]|\0)*$/;

/** What only a message has: a line of a protocol, or several headers. */
const isMessage = (text: string): boolean =>
  /\\r\\n|^(GET|POST|HTTP)\b/.test(text) ||
  (text.match(/(^|['"]|\\n|\n)[A-Z][A-Za-z-]*: /g) ?? []).length > 1;

const isInHeader = (source: Source, { node, pieces }: Built, hole: Hole): boolean => {
  const before = skeletonOf({ pieces: pieces.slice(0, pieces.indexOf(hole)) });
  const around = statementAround(source, node) ?? node;
  return (isMessage(skeletonOf({ pieces })) || isMessage(around.text) ? ANY_HEADER : HEADER).test(before);
};

const isMade = (source: Source, node: Node): boolean =>
  valuesOf(source, node).some((value) => value.kind === 'call' && value.children[0]?.text === ONE_LINE.name);

const siteOf = (source: Source, built: Built, holes: readonly Hole[]): readonly EditSite[] => {
  const open = holes.filter((hole) => !isHarmless(source, hole) && !isMade(source, hole.value));
  const helper = open.length > 0 ? reachHelper(source, ONE_LINE) : undefined;
  if (helper === undefined) return [];
  const changes = open.flatMap((hole) => passThrough(source, hole, `${helper.text}(`) ?? []);
  return changes.length > 0 ? [{ about: [built.node], what: WHAT, changes, ...allNeeds(helper) }] : [];
};

const WHAT = 'take line breaks out of what becomes part of a line';

const ofHeaders = (source: Source, node: Node): readonly EditSite[] => {
  const built = BUILDS.test(node.kind) ? builtFrom(node) : undefined;
  const parent = source.parentOf(node);
  if (built === undefined || (parent && /^(concatenated_string|binary_operator)$/.test(parent.kind)))
    return [];
  return siteOf(
    source,
    built,
    holesOf(built).filter((hole) => isInHeader(source, built, hole)),
  );
};

/** The headers of one statement are one message: all of them, or none. */
const messages = (source: Source): readonly EditSite[] => {
  const sites = source.nodes.flatMap((node) => ofHeaders(source, node));
  const groups = Map.groupBy(sites, ({ about: [node] }) => node && statementAround(source, node));
  return [...groups.values()].flatMap(together);
};

const LEVELS = /^(debug|info|warning|warn|error|critical|exception)$/;

/** What a request or a terminal brings, by how it is written. */
const FROM_OUTSIDE = /\brequest\.|\binput\(|\bsys\.argv\b|\.headers\b/;

const isFromOutside = (source: Source, node: Node): boolean =>
  valuesOf(source, node).some(({ text }) => FROM_OUTSIDE.test(text));

/** What is logged. */
const ofLogs = (source: Source, call: Call): readonly EditSite[] => {
  const [message, ...values] = LEVELS.test(call.method) && /\blog/i.test(call.callee.text) ? call.args : [];
  if (message === undefined) return [];
  const built = builtFrom(message);
  if (built)
    return siteOf(
      source,
      built,
      holesOf(built).filter(({ value }) => isFromOutside(source, value)),
    );
  const helper = reachHelper(source, ONE_LINE);
  const open = values.filter(
    (value) => isFromOutside(source, value) && !isMade(source, value) && !isString(value),
  );
  if (helper === undefined || open.length === 0) return [];
  const changes = open.flatMap((value) =>
    asText(source, value) === value.text
      ? wrap(value, `${helper.text}(`, ')')
      : wrap(value, `${helper.text}(str(`, '))'),
  );
  return [{ about: [call.node], what: WHAT, changes, ...allNeeds(helper) }];
};

/**
 * Values that are put into a header of HTTP or mail, and what a request brings to the log, lose their line breaks: they
 * could otherwise bring headers and entries of their own. Values of one line stay as they are.
 */
export const oneLine: Edit = {
  id: 'one-line',
  title: 'Keep values on one line',
  cwes: [113, 93, 117, 74],
  keeps: 'purpose',
  sites: (source) => [...messages(source), ...callsIn(source).flatMap((call) => ofLogs(source, call))],
};
