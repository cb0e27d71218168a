import { fileAt } from './file-name.ts';
import type { Notification, Run } from './schema.ts';

/**
 * Semgrep calls these warnings, although the file is then not scanned, or only in part; and so does CodeQL for Python,
 * where an "extraction warning" is an error of syntax (of other languages it is a missing header, or the like).
 */
const UNREAD =
  /syntax|lexical|pars(e|ing)|timeout|memory|overflow|fatal|internal|^py\/.*extraction-warnings/i;

/** CodeQL lists every file that it read, clean or not, but those of errors of syntax as well. */
const READ = /\/successfully-extracted-files$/;

/** Semgrep names the file in the text alone: "Syntax error at line app.py:3:", "... on app.py:". */
const FILE_IN_TEXT = /\bat line (.+?):\d+|\bon ([^\s:]+):(?:\s|$)/;

/** The files that a run could not judge, and why. */
export const unreadFilesOf = (run: Run): [file: string, reason: string][] =>
  troublesOf(run).flatMap((trouble) => filesOf(trouble, run).map((file) => [file, reasonOf(trouble, run)]));

/** The files that a run says it read, among its notifications. */
export const readFilesOf = (run: Run): string[] =>
  notificationsOf(run)
    .filter(({ descriptor }) => READ.test(descriptor?.id ?? ''))
    .flatMap((notification) => filesOf(notification, run));

/** Why a run as a whole says nothing; an error that names no file may concern any of them. */
export const failureOf = (run: Run): string | undefined => {
  const { name } = run.tool.driver;
  if (run.results === undefined) return `${name}: the run has no list of results`;
  const failed = run.invocations?.find(({ executionSuccessful }) => executionSuccessful === false);
  if (failed) {
    return `${name}: the run failed${failed.exitCodeDescription ? `: ${failed.exitCodeDescription}` : ''}`;
  }
  const error = troublesOf(run).find((trouble) => filesOf(trouble, run).length === 0);
  return error && reasonOf(error, run);
};

const troublesOf = (run: Run): Notification[] =>
  notificationsOf(run).filter(
    ({ level = 'warning', descriptor }) =>
      level === 'error' || (level === 'warning' && UNREAD.test(descriptor?.id ?? '')),
  );

const notificationsOf = ({ invocations = [] }: Run): Notification[] =>
  invocations.flatMap(({ toolExecutionNotifications = [], toolConfigurationNotifications = [] }) => [
    ...toolExecutionNotifications,
    ...toolConfigurationNotifications,
  ]);

const filesOf = ({ locations = [], message }: Notification, run: Run): string[] => {
  const named = locations.map((location) => fileAt(location, run)).filter((file) => file !== undefined);
  if (named.length > 0) return named;
  const [, ...found] = FILE_IN_TEXT.exec(message.text ?? '') ?? [];
  return found.filter((file) => file !== undefined);
};

const reasonOf = ({ message }: Notification, run: Run): string =>
  `${run.tool.driver.name}: ${message.text ?? message.markdown ?? 'an error'}`;
