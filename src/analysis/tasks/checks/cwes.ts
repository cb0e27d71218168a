import { cweProblem } from '../../../cwe/index.ts';
import { remarkIf, type TaskCheck } from '../check.ts';

export const unlabelledExploits: TaskCheck = {
  code: 'security-cwe',
  severity: 'warning',
  title: 'exploit tests of no known weakness',
  look: ({ exploits, cwes }) =>
    remarkIf(exploits && cwes.length === 0, 'cwes', 'there are exploit tests, and no CWE'),
};

export const unknownCwe: TaskCheck = {
  code: 'cwe-unknown',
  severity: 'error',
  title: 'CWE numbers that MITRE does not list',
  look: ({ cwes }) =>
    cwes.flatMap((cwe) => remarkIf(cweProblem(cwe) === 'unknown', 'cwes', `CWE-${cwe} is not known`)),
};

export const vagueCwe: TaskCheck = {
  code: 'cwe-vague',
  severity: 'warning',
  title: 'CWE numbers that are no weakness, or withdrawn',
  look: ({ cwes }) =>
    cwes.flatMap((cwe) => {
      const problem = cweProblem(cwe);
      const isVague = problem !== undefined && problem !== 'unknown' && problem !== 'discouraged';
      return remarkIf(isVague, 'cwes', `CWE-${cwe}: ${problem}`);
    }),
};
