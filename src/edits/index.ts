import type { Finding } from '../core/finding.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Language } from '../core/task.ts';
import { related } from '../cwe/index.ts';
import { applySite } from './apply.ts';
import { argumentList } from './catalogue/argument-list.ts';
import { assertionKept } from './catalogue/assertion-kept.ts';
import { boundedMessage } from './catalogue/bounded-message.ts';
import { constantTimeComparison } from './catalogue/constant-time-comparison.ts';
import { cookieFlags } from './catalogue/cookie-flags.ts';
import { debugOff } from './catalogue/debug-off.ts';
import { failureLogged } from './catalogue/failure-logged.ts';
import { imageTypes } from './catalogue/image-types.ts';
import { knownHostKeys } from './catalogue/known-host-keys.ts';
import { ldapEscape } from './catalogue/ldap-escape.ts';
import { literalEval } from './catalogue/literal-eval.ts';
import { localHost } from './catalogue/local-host.ts';
import { longerKey } from './catalogue/longer-key.ts';
import { markupEscape } from './catalogue/markup-escape.ts';
import { maskedMode } from './catalogue/masked-mode.ts';
import { maskedSecret } from './catalogue/masked-secret.ts';
import { moreIterations } from './catalogue/more-iterations.ts';
import { narrowMode } from './catalogue/narrow-mode.ts';
import { oneLine } from './catalogue/one-line.ts';
import { ownFiles } from './catalogue/own-files.ts';
import { passTlsContext } from './catalogue/pass-tls-context.ts';
import { pathInside } from './catalogue/path-inside.ts';
import { plainEvaluator } from './catalogue/plain-evaluator.ts';
import { plainUnpickler } from './catalogue/plain-unpickler.ts';
import { privateFile } from './catalogue/private-file.ts';
import { regexEscape } from './catalogue/regex-escape.ts';
import { requestTimeout } from './catalogue/request-timeout.ts';
import { safeXmlParser } from './catalogue/safe-xml-parser.ts';
import { sameSiteLink } from './catalogue/same-site-link.ts';
import { secureRandom } from './catalogue/secure-random.ts';
import { shellQuote } from './catalogue/shell-quote.ts';
import { sqlNames } from './catalogue/sql-names.ts';
import { sqlParameters } from './catalogue/sql-parameters.ts';
import { strongHash } from './catalogue/strong-hash.ts';
import { strongHashChoice } from './catalogue/strong-hash-choice.ts';
import { tarDataFilter } from './catalogue/tar-data-filter.ts';
import { templateAutoescape } from './catalogue/template-autoescape.ts';
import { templateVariables } from './catalogue/template-variables.ts';
import { temporaryFile } from './catalogue/temporary-file.ts';
import { torchWeightsOnly } from './catalogue/torch-weights-only.ts';
import { verifyCertificates } from './catalogue/verify-certificates.ts';
import { verifyingContext } from './catalogue/verifying-context.ts';
import { yamlSafeLoad } from './catalogue/yaml-safe-load.ts';
import type { Edit, EditSite } from './edit.ts';
import { readSource, type Source } from './source.ts';

export type { Edit, EditSite } from './edit.ts';

/** The catalogue, in the order in which candidates are listed. */
export const EDITS = {
  'sql-parameters': sqlParameters,
  'sql-names': sqlNames,
  'argument-list': argumentList,
  'shell-quote': shellQuote,
  'path-inside': pathInside,
  'same-site-link': sameSiteLink,
  'markup-escape': markupEscape,
  'template-variables': templateVariables,
  'one-line': oneLine,
  'ldap-escape': ldapEscape,
  'regex-escape': regexEscape,
  'image-types': imageTypes,
  'plain-evaluator': plainEvaluator,
  'literal-eval': literalEval,
  'plain-unpickler': plainUnpickler,
  'torch-weights-only': torchWeightsOnly,
  'yaml-safe-load': yamlSafeLoad,
  'safe-xml-parser': safeXmlParser,
  'tar-data-filter': tarDataFilter,
  'secure-random': secureRandom,
  'strong-hash': strongHash,
  'strong-hash-choice': strongHashChoice,
  'more-iterations': moreIterations,
  'longer-key': longerKey,
  'constant-time-comparison': constantTimeComparison,
  'verify-certificates': verifyCertificates,
  'verifying-context': verifyingContext,
  'pass-tls-context': passTlsContext,
  'known-host-keys': knownHostKeys,
  'request-timeout': requestTimeout,
  'bounded-message': boundedMessage,
  'private-file': privateFile,
  'masked-secret': maskedSecret,
  'own-files': ownFiles,
  'temporary-file': temporaryFile,
  'narrow-mode': narrowMode,
  'masked-mode': maskedMode,
  'cookie-flags': cookieFlags,
  'template-autoescape': templateAutoescape,
  'debug-off': debugOff,
  'local-host': localHost,
  'assertion-kept': assertionKept,
  'failure-logged': failureLogged,
} as const satisfies Record<string, Edit>;

/** A program with one site of one edit changed. */
export type EditCandidate = {
  /** Key of {@link EDITS}. */
  readonly edit: string;
  /** The weaknesses that it mends. */
  readonly cwes: readonly number[];
  /** The lines of the old program that it is about, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** What is done, for a person. */
  readonly what: string;
  /** The whole new program. It parses. */
  readonly code: string;
};

/**
 * Every site of every edit, each by itself, in the order of the catalogue and then of the program. All but the site,
 * the imports and what an edit brings along stays byte for byte. Unknown for a language without a catalogue, and for
 * code that does not parse.
 */
export const editsFor = (code: string, language: Language): Outcome<readonly EditCandidate[]> => {
  if (language !== 'python') return unknown(`no edits for ${language}`);
  const source = readSource(code);
  if (source.status === 'unknown') return source;
  const candidates = Object.values(EDITS).flatMap((edit: Edit) =>
    edit.sites(source.value).flatMap((site) => candidateOf(code, source.value, edit, site)),
  );
  return ok(candidates);
};

const candidateOf = (code: string, source: Source, edit: Edit, site: EditSite): readonly EditCandidate[] => {
  const changed = applySite(code, source, site);
  if (changed.status === 'unknown' || changed.value === code) return [];
  const places = site.about.map(source.place);
  return [
    {
      edit: edit.id,
      cwes: edit.cwes,
      line: Math.min(...places.map(({ line }) => line)),
      endLine: Math.max(...places.map(({ endLine }) => endLine)),
      what: site.what,
      code: changed.value,
    },
  ];
};

/**
 * The candidates that may mend what was found: their lines meet a finding's, and they are for its weakness or a
 * related one. A finding without a CWE is met by its lines alone.
 */
export const nearFindings = (
  candidates: readonly EditCandidate[],
  findings: readonly Finding[],
): readonly EditCandidate[] =>
  candidates.filter(({ line, endLine, cwes }) =>
    findings.some(
      (finding) =>
        finding.line <= endLine &&
        line <= (finding.endLine ?? finding.line) &&
        (finding.cwes.length === 0 || finding.cwes.some((a) => cwes.some((b) => related(a, b)))),
    ),
  );
