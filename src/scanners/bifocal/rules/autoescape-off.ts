import type { Call } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';

const judge = ({ name, keywords, splat }: Call): Report | boolean => {
  if (
    !/^jinja2\.(Environment|environment\.Environment|Template|sandbox\.\w*Environment)$/.test(name) ||
    splat
  )
    return false;
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
