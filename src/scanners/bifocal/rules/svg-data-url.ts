import type { Call } from '../flow/events.ts';
import { textOf } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

/** An address of any kind of image: `data:image/.+` */
const ANY_IMAGE = /^\W*data:image\/(\(?(\.|\[\^|\\[SwW])|$)/i;

/** Images that are XML can hold scripts (CVE-2021-43818 of lxml). */
const judge = ({ name, method, receiver, args, state }: Call): Report | undefined => {
  const isRegex = /^(re|regex)\.(match|search|fullmatch|compile)$/.test(name);
  const isPrefix = method === 'startswith' && receiver !== undefined && receiver.atoms.length > 0;
  const text = args[0] === undefined ? undefined : textOf(args[0]);
  if (!(isRegex || isPrefix) || text === undefined || !ANY_IMAGE.test(text)) return undefined;
  return /svg|xml/i.test(state.frame.info?.body.text ?? '') ? undefined : {};
};

export const svgDataUrl: Rule = {
  id: 'py/svg-data-url',
  cwes: [79, 184],
  severity: 'medium',
  confidence: 'low',
  message:
    'Any data URL of an image is let through, also SVG, which can hold scripts. List the kinds of images that are allowed.',
  on: { call: judge },
};
