import { execa } from 'execa';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Tool } from '../../toolchain/tool.ts';
import type { Rule } from '../scanner.ts';

/**
 * MITRE's category "7PK - Code Quality": what Cppcheck gives to what is no weakness by itself. Such rules, and those
 * without a CWE, are no findings of a security scanner.
 */
const CODE_QUALITY = 398;

/** The weaknesses that the number Cppcheck gives a rule stands for; 0 or nothing: none. */
export const weaknesses = (cwe: number): number[] => (cwe > 0 && cwe !== CODE_QUALITY ? [cwe] : []);

/** Warnings of what it knows of libraries (`<warn>` in std.cfg and posix.cfg), which Cppcheck 2.22 does not list. */
const OF_LIBRARIES: readonly Rule[] = ['getsCalled', 'mktempCalled'].map((id) => ({ id, cwes: [477] }));

/** What Cppcheck itself lists: its errors and warnings with a CWE; and those of libraries. */
export const listRules = async (tool: Tool<{ cppcheck: string }>): Promise<Outcome<readonly Rule[]>> => {
  const state = await tool.probe();
  if (state.status === 'missing') return unknown(`${state.reason} (${state.hint})`);
  const { failed, stdout } = await execa(state.paths.cppcheck, ['--errorlist'], { reject: false });
  if (failed) return unknown('Cppcheck does not list its rules');
  const rules = [...stdout.matchAll(/<error ([^>]*)/g)].flatMap(([, attributes = '']) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const cwes = weaknesses(Number(value('cwe')));
    return isReported(value('severity')) && cwes.length > 0 ? [{ id: value('id'), cwes }] : [];
  });
  return ok([...new Map([...rules, ...OF_LIBRARIES].map((rule) => [rule.id, rule])).values()]);
};

export const isReported = (severity: string): boolean => severity === 'error' || severity === 'warning';
