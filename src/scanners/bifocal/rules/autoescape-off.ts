import type { Call } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';

const MAKES = /^jinja2\.(Environment|environment\.Environment|Template|sandbox\.\w*Environment)$/;

/** `Environment(loader=FileSystemLoader(...))`, wherever the names come from. */
const looksLikeIt = ({ name, keywords }: Call): boolean =>
  /(^|\.)Environment$/.test(name) &&
  /(FileSystem|Package|Dict|Choice|Function)Loader\(\)$/.test(keywords.get('loader')?.ref ?? '');

const judge = (call: Call): Report | boolean => {
  const { name, keywords, splat } = call;
  if (splat || !(MAKES.test(name) || looksLikeIt(call))) return false;
  const autoescape = keywords.get('autoescape');
  if (autoescape === undefined) return keywords.has('loader') && { confidence: 'low' };
  return autoescape.constant === false;
};

export const autoescapeOff: Rule = {
  id: 'py/autoescape-off',
  cwes: [79],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Templates of this environment do not escape what they are given. Pass autoescape=True or select_autoescape().',
  on: { call: judge },
};
