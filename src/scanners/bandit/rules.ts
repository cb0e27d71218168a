import type { Rule } from '../scanner.ts';

/** The tests and blacklist entries of Bandit 1.9.4, by the CWE id that Bandit itself reports with each. */
const RULES_OF_CWE: Readonly<Record<number, readonly string[]>> = {
  20: [
    ...['B313', 'B314', 'B315', 'B316', 'B317', 'B318', 'B319'],
    ...['B405', 'B406', 'B407', 'B408', 'B409', 'B411', 'B506'],
  ],
  22: ['B202', 'B310'],
  78: ['B102', 'B307', 'B404', 'B601', 'B602', 'B603', 'B604', 'B605', 'B606', 'B607'],
  79: ['B308', 'B704'],
  80: ['B702', 'B703'],
  89: ['B608', 'B610', 'B611'],
  94: ['B201', 'B612', 'B701'],
  155: ['B609'],
  259: ['B105', 'B106', 'B107'],
  284: ['B412'],
  295: ['B323', 'B501', 'B507'],
  319: ['B312', 'B321', 'B401', 'B402', 'B415', 'B508', 'B509'],
  326: ['B505'],
  327: ['B303', 'B304', 'B305', 'B324', 'B413', 'B502', 'B503', 'B504'],
  330: ['B311'],
  377: ['B108', 'B306'],
  400: ['B113'],
  494: ['B615'],
  502: ['B301', 'B302', 'B403', 'B614'],
  605: ['B104'],
  703: ['B101', 'B110', 'B112'],
  732: ['B103'],
  838: ['B613'],
};

/** Every rule of Bandit 1.9.4. All have a CWE. */
export const BANDIT_RULES: readonly Rule[] = Object.entries(RULES_OF_CWE).flatMap(([cwe, ids]) =>
  ids.map((id) => ({ id, cwes: [Number(cwe)] })),
);
