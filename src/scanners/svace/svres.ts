import { SaxesParser } from 'saxes';
import { BifocalError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { ok } from '../../core/outcome.ts';
import type { SarifRun } from '../sarif/read.ts';

const WARNING = 'WarnInfo';

/**
 * Reads the results of Svace, `.svace-dir/analyze-res/PROJECT.svres`, in the form in which {@link readSarif} gives a
 * log. The format is not published. What is known of it is what two public programs read: it is XML, and each warning
 * is an element `WarnInfo`, wherever it stands, with the attributes `warnClass` (the detector), `msg`, `file` and
 * `line` (github.com/Samsung/Universum, universum/analyzers/svace.py; github.com/dsshay/CodePatchLLM,
 * program_analysis.py). Nothing else is read. Svace's severities are kept in its server, and its detectors have no CWE
 * here: every finding is of medium severity and confidence, without CWE. Clean files are not listed.
 *
 * @throws BifocalError BIFOCAL_INPUT if it is not XML, or a warning lacks one of these attributes; `name` is what the
 * message calls it
 */
export const readSvres = (text: string, name = 'the Svace results'): SarifRun => {
  const files = new Map<string, Finding[]>();
  const refuse = (what: string): never => {
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `${name}: ${what}`,
      'Give a .svres file of Svace, or SARIF (`svacer sarif2 export`).',
    );
  };
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => refuse(`not XML: ${message}`));
  parser.on('opentag', (tag) => {
    if (tag.name !== WARNING) return;
    const { warnClass, msg, file, line } = tag.attributes;
    if (!warnClass || msg === undefined || !file || !/^\d+$/.test(line ?? '')) {
      return refuse(`a ${WARNING} without warnClass, msg, file or line`);
    }
    const finding = toFinding(warnClass, msg, Number(line));
    const found = files.get(file);
    if (found) found.push(finding);
    else files.set(file, [finding]);
  });
  parser.write(text).close();
  return {
    tool: 'Svace',
    version: undefined,
    columnKind: undefined,
    files: new Map([...files].map(([file, findings]) => [file, ok(findings)])),
    failure: undefined,
    unplaced: 0,
  };
};

const toFinding = (rule: string, message: string, line: number): Finding => ({
  rule,
  cwes: [],
  severity: 'medium',
  confidence: 'medium',
  message,
  line: Math.max(1, line),
});
