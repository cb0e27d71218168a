import type { Call } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

const SINKS: Sinks = {
  'jinja2.Template': [0, 'source'],
  'jinja2.Environment().from_string': [0, 'source'],
  'flask.render_template_string': [0, 'source'],
  'flask.templating.render_template_string': [0, 'source'],
  'mako.template.Template': [0, 'text'],
  'django.template.Template': [0],
  'django.template.engines[].from_string': [0],
  'tornado.template.Template': [0],
  'bottle.template': [0],
  'bottle.SimpleTemplate': [0],
  'chevron.render': [],
  '?.from_string': [0],
};

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'pattern', 'vetted', 'denied']);

const judge = (call: Call): boolean => {
  if (/sandbox/i.test(call.name)) return false;
  return valuesAt(call, SINKS).some((value) => unanswered(value, call.state, ANSWERS) !== undefined);
};

export const templateInjection: Rule = {
  id: 'py/template-injection',
  cwes: [1336, 94],
  severity: 'high',
  confidence: 'medium',
  message:
    'Data from outside becomes part of a template, and so runs. Keep the template fixed and pass data as its variables.',
  on: { call: judge },
};
