import type { Edit } from '../edit.ts';
import { callsIn, setKeyword } from '../kit/calls.ts';

const REQUESTS = /^requests\.((Session|session)\(\)\.)?(get|post|put|patch|delete|head|options|request)$/;

/** Long for an answer, short for a worker that waits: what is slower than this is given up. */
const SECONDS = '30';

/**
 * `requests.get(url)` gets `timeout=30`. Without one, a server that never answers keeps the caller for ever. What
 * takes longer raises `requests.Timeout`.
 */
export const requestTimeout: Edit = {
  id: 'request-timeout',
  title: 'Give requests a time limit',
  cwes: [400, 1088],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source)
      .filter(({ name, splat, keywords }) => {
        const given = keywords.get('timeout')?.value.text;
        return REQUESTS.test(name ?? '') && !splat && (given === undefined || given === 'None');
      })
      .map((call) => ({
        about: [call.node],
        what: `give up after ${SECONDS} seconds: timeout=${SECONDS}`,
        changes: [setKeyword(call, 'timeout', SECONDS)],
      })),
};
