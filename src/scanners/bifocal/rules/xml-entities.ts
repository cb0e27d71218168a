import type { Call, Finished } from '../flow/events.ts';
import type { Report, Rule } from '../rule.ts';
import { isSet } from '../taint.ts';

/** A parser of lxml that is told to load what a document names. */
const opensParser = (call: Call): boolean =>
  /^lxml\.etree\.(XMLParser|ETCompatXMLParser|iterparse)$|^(etree\.)?XMLParser$/.test(call.name) &&
  (isSet(call, 'resolve_entities', true) ||
    isSet(call, 'no_network', false) ||
    isSet(call, 'load_dtd', true) ||
    isSet(call, 'huge_tree', true));

/** A SAX parser that is told to, and not what to load instead. */
const setsFeature = ({ calls }: Finished): Report | undefined => {
  if (calls.some(({ method }) => method === 'setEntityResolver')) return undefined;
  const call = calls.find(
    ({ method, args: [feature, value] }) =>
      method === 'setFeature' &&
      EXTERNAL.test(String(feature?.ref ?? feature?.constant)) &&
      (value?.constant === true || value?.constant === 1),
  );
  return call && { node: call.node };
};

const EXTERNAL = /feature_external_(ges|pes)$|external-(general|parameter)-entities$/;

/** lxml before 5.0 resolves entities by itself. */
const trustsDefaults = ({ name, args, keywords }: Call): Report | false =>
  /^lxml\.etree\.(fromstring|parse|XML|iterparse)$/.test(name) &&
  args[0]?.constant === undefined &&
  args[1] === undefined &&
  !keywords.has('parser') &&
  !keywords.has('resolve_entities') && { confidence: 'low' };

export const xmlEntities: Rule = {
  id: 'py/xml-entities',
  cwes: [611, 776],
  severity: 'high',
  confidence: 'high',
  message:
    'The XML parser resolves entities, and so reads files and addresses that the document names. Use defusedxml, or resolve_entities=False.',
  on: { call: (call) => opensParser(call) || trustsDefaults(call), finish: setsFeature },
};
