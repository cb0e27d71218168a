import type { Edit } from '../edit.ts';
import { type Call, callsIn, setKeyword } from '../kit/calls.ts';

const MAKES = /^jinja2\.(environment\.)?Environment$/;

const isOff = ({ keywords }: Call): boolean => {
  const given = keywords.get('autoescape')?.value.text;
  return given === undefined || given === 'False';
};

/**
 * `jinja2.Environment(...)` gets `autoescape=True`: what templates are given then cannot bring tags of its own.
 * Pages stay the same for plain text; values that are HTML on purpose need `| safe`, and templates of other formats
 * than HTML an environment of their own.
 */
export const templateAutoescape: Edit = {
  id: 'template-autoescape',
  title: 'Let templates escape what they are given',
  cwes: [79, 94],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source)
      .filter((call) => MAKES.test(call.name ?? '') && !call.splat && isOff(call))
      .map((call) => ({
        about: [call.node],
        what: 'escape what templates are given: autoescape=True',
        changes: [setKeyword(call, 'autoescape', 'True')],
      })),
};
