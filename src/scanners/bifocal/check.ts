import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { type Node, readProgram } from '../../syntax/python.ts';
import { TooMuchWork } from './flow/effort.ts';
import type { Emit } from './flow/events.ts';
import { interpret } from './flow/interpret.ts';
import type { Report, Rule } from './rule.ts';

/** Everything that the rules find in a program, in the order of its lines. */
export const checkProgram = (code: string, rules: readonly Rule[]): Outcome<Finding[]> => {
  const program = readProgram(code);
  if (program.status === 'unknown') return unknown(`Bifocal: ${program.reason}`);
  const { place } = program.value;
  const found = new Map<string, Finding>();
  const add = (rule: Rule, node: Node, report: Report): void => {
    const at = place(report.node ?? node);
    const key = `${rule.id} ${at.line}`;
    if (found.has(key)) return;
    found.set(key, {
      rule: rule.id,
      cwes: [...rule.cwes],
      severity: report.severity ?? rule.severity,
      confidence: report.confidence ?? rule.confidence,
      message: report.message ?? rule.message,
      ...at,
    });
  };
  const emit: Emit = (name, event) => {
    for (const rule of rules) {
      const answer = rule.on[name]?.(event);
      if (answer) add(rule, 'node' in event ? event.node : event.info.node, answer === true ? {} : answer);
    }
  };
  try {
    interpret(program.value, emit);
  } catch (error) {
    if (error instanceof TooMuchWork) return unknown('Bifocal: the code takes too long to go through');
    if (error instanceof RangeError) return unknown('Bifocal: the code is nested too deep');
    throw error;
  }
  return ok([...found.values()].sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0)));
};
