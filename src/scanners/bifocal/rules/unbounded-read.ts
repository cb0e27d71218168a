import { type Node, walk } from '../../../syntax/python.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';

const READS =
  /^(read|recv|read_chunk|receive|iter_content|iter_lines|iter_chunks|iter_chunked|chunks|stream)$/;

/** A stream that others fill: not a file that the program has opened. */
const isForeign = ({ method, receiver, name }: Call): boolean => {
  if (!READS.test(method) || receiver === undefined || /(^|\.)open\(\)/.test(name)) return false;
  return (
    receiver.atoms.some(({ source }) => !OPENED.test(source.name)) ||
    /^(requests|httpx|urllib|socket|aiohttp|flask)\b/.test(name)
  );
};

/** Names of files that the program itself has opened. */
const OPENED = /^(f|fp|fh|fd|fobj|file|infile|in_file|file_?obj|input_file|handle)$/;

/** Loops around a call, the outermost first; of `for`, also those that the call gives the elements of. */
const loopAround = (body: Node, { node }: Call): Node | undefined => {
  for (const each of walk(body)) {
    const isLoop = each.kind === 'while_statement' || each.kind === 'for_statement';
    if (isLoop && each.start <= node.start && node.end <= each.end) return each;
  }
  return undefined;
};

const STREAMS = /^iter_|^chunks$|^stream$/;

/** Whether anything in a loop is compared with a limit. */
const isLimited = (loop: Node): boolean => {
  for (const { kind, children } of walk(loop)) {
    if (kind === 'comparison_operator' && children.some((each) => /^[<>]=?$/.test(each.kind))) return true;
    if (kind === 'call' && /^range\(/.test(children[0]?.text.concat('(') ?? '')) return true;
  }
  return false;
};

const judge = ({ info, calls }: Finished): Report | undefined => {
  const call = calls.find((each) => {
    if (!isForeign(each)) return false;
    const loop = loopAround(info.body, each);
    if (loop === undefined || isLimited(loop)) return false;
    return loop.kind === 'while_statement' || STREAMS.test(each.method);
  });
  return call && { node: call.node };
};

export const unboundedRead: Rule = {
  id: 'py/unbounded-read',
  cwes: [400, 770],
  severity: 'medium',
  confidence: 'medium',
  message:
    'A stream from outside is read until it ends, however long it is. Count what was read, and stop at a limit.',
  on: { finish: judge },
};
