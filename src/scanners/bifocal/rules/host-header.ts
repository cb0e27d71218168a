import type { Build } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { putAfter, unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'member',
  'pattern',
  'prefix',
  'host',
  'vetted',
  'number',
  'digest',
]);

const HOST = /(^|\.)(X-Forwarded-Host|Host|HTTP_(X_FORWARDED_)?HOST|host)$/i;

/** `f"https://{headers['Host']}/reset"` */
const judge = ({ value, state }: Build): boolean =>
  unanswered(
    putAfter(value, /https?:\/\/$/),
    state,
    ANSWERS,
    ({ source }) => source.name.includes('.') && HOST.test(source.name),
  ) !== undefined;

export const hostHeader: Rule = {
  id: 'py/host-header',
  cwes: [644, 640, 20],
  severity: 'medium',
  confidence: 'medium',
  message:
    'An address is made with the host that the request names, which may be of anybody. Take the host from the settings, or compare it with a list.',
  on: { build: judge },
};
