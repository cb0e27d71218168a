import type { Edit, EditSite, Helper, TextChange } from '../edit.ts';
import { addArgument, type Call, callsIn, replace } from '../kit/calls.ts';
import { allNeeds, reach, reachHelper } from '../kit/reach.ts';
import { insertBefore, statementAround } from '../kit/statements.ts';
import { isPure } from '../kit/values.ts';
import { functionAround, type Source } from '../source.ts';

const PARSER = /^lxml\.etree\.(XMLParser|ETCompatXMLParser|iterparse)$/;

/** Arguments that let a document lead elsewhere or grow without limit, and their safe values. */
const SAFE: Readonly<Record<string, string>> = {
  resolve_entities: 'False',
  no_network: 'True',
  load_dtd: 'False',
  huge_tree: 'False',
};

const isParser = ({ name = '', callee }: Call): boolean =>
  PARSER.test(name) || /^(etree\.)?XMLParser$/.test(callee.text);

/** `etree.XMLParser(resolve_entities=True)` */
const parserAt = (call: Call): EditSite | undefined => {
  if (!isParser(call) || call.splat) return undefined;
  const changes = Object.entries(SAFE).flatMap(([name, safe]): TextChange[] => {
    const given = call.keywords.get(name)?.value;
    return given && /^(True|False|['"]internal['"])$/.test(given.text) && given.text !== safe
      ? [replace(given, safe)]
      : [];
  });
  if (!call.keywords.has('resolve_entities')) changes.push(addArgument(call, 'resolve_entities=False'));
  if (changes.length === 0) return undefined;
  return { about: [call.node], what: 'leave entities and foreign documents alone', changes };
};

/** `etree.parse(path)`, which resolved entities before lxml 5. */
const defaultAt = (source: Source, call: Call): EditSite | undefined => {
  if (!/^lxml\.etree\.(fromstring|parse|XML)$/.test(call.name ?? '') || call.splat) return undefined;
  if (call.args.length !== 1 || call.keywords.has('parser')) return undefined;
  const reached = reach(source, call.node, 'lxml.etree.XMLParser');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  const changes = [addArgument(call, `parser=${text}(resolve_entities=False)`)];
  return { about: [call.node], what: 'leave entities alone', changes, ...needs };
};

const EXTERNAL = /feature_external_(ges|pes)$|external-(general|parameter)-entities['"]$/;

const RESOLVER: Helper = {
  name: '_SameFolderResolver',
  imports: ['pathlib', 'xml.sax.handler'],
  code: `class _SameFolderResolver(xml.sax.handler.EntityResolver):
    """Lets a document bring in the files beside it, and nothing else."""

    def __init__(self, document):
        self.folder = pathlib.Path(document).resolve().parent

    def resolveEntity(self, publicId, systemId):
        path = (self.folder / systemId).resolve()
        if path.parent != self.folder:
            raise xml.sax.SAXNotSupportedException(f"{systemId} is not beside the document")
        return str(path)`,
};

/** `parser.setFeature(feature_external_ges, True)`: said on purpose, so files beside the document stay allowed. */
const featureAt = (source: Source, call: Call): EditSite | undefined => {
  const [feature, value] = call.method === 'setFeature' ? call.args : [];
  if (!EXTERNAL.test(feature?.text ?? '') || value === undefined || !/^(True|1)$/.test(value.text))
    return undefined;
  const owner = functionAround(source, call.node);
  const [parser] = call.callee.children;
  if (owner === undefined || parser === undefined || owner.text.includes(`${parser.text}.setEntityResolver`))
    return undefined;
  const parse = callsIn(source).find(
    ({ callee, node }) => callee.text === `${parser.text}.parse` && functionAround(source, node) === owner,
  );
  const [document] = parse?.args ?? [];
  const helper = reachHelper(source, RESOLVER);
  const statement = parse && statementAround(source, parse.node);
  const isFile = document && isPure(document) && /path|file|name|document/i.test(document.text);
  if (document === undefined || helper === undefined || statement === undefined || !isFile)
    return { about: [call.node], what: 'leave foreign documents alone', changes: [replace(value, 'False')] };
  const set = insertBefore(source, statement, [
    `${parser.text}.setEntityResolver(${helper.text}(${document.text}))`,
  ]);
  if (set === undefined) return undefined;
  const what = 'let the document bring in nothing but files beside it';
  return { about: [call.node, statement], what, changes: [set], ...allNeeds(helper) };
};

/**
 * XML parsers are told to leave entities alone, so that a document cannot bring in files and addresses or blow itself
 * up: lxml gets `resolve_entities=False`. A SAX parser that is told to follow entities follows them to files beside the
 * document only. Entities of a document's own stay unresolved with lxml.
 *
 * Python's own ElementTree and minidom read nothing foreign, and a current Expat stops at entities that grow; what
 * scanners ask for there (defusedxml) is a dependency that a program must choose itself.
 */
export const safeXmlParser: Edit = {
  id: 'safe-xml-parser',
  title: 'Parse XML without foreign entities',
  cwes: [611, 776, 20],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap(
      (call) => parserAt(call) ?? defaultAt(source, call) ?? featureAt(source, call) ?? [],
    ),
};
