import type { Call } from '../flow/events.ts';
import type { Rule } from '../rule.ts';
import { isSet } from '../taint.ts';

/** `app.run(debug=True)` of Flask, Bottle, Dash and the like; not of `asyncio.run`. */
const runsDebugger = (call: Call): boolean =>
  /^(run|run_server|socketio)$/.test(call.method) &&
  !/^(asyncio|subprocess|trio|anyio)\./.test(call.name) &&
  isSet(call, 'debug', true);

const opensApplication = (call: Call): boolean =>
  /(^|\.)(FastAPI|Starlette|Sanic|tornado\.web\.Application)$/.test(call.name) && isSet(call, 'debug', true);

export const debugMode: Rule = {
  id: 'py/debug-mode',
  cwes: [489, 94],
  severity: 'high',
  confidence: 'medium',
  message:
    'Debug mode shows the program to strangers and may let them run code in it. Leave it off, or take it from the environment.',
  on: {
    call: (call) => runsDebugger(call) || opensApplication(call),
    assign: ({ target, value }) =>
      /^(DEBUG|\w+\.debug|\w+\.config\[['"]DEBUG['"]\])$/.test(target) && value.constant === true,
  },
};
