import { operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, dropArgument, replace } from '../kit/calls.ts';
import type { Source } from '../source.ts';

const NOT_A_SERVER = /^(asyncio|subprocess|trio|anyio)\./;

/** `app.run(debug=True)` of Flask, Bottle, Dash and the like; `FastAPI(debug=True)`. */
const serves = ({ name, method }: Call): boolean =>
  (/^(run|run_server)$/.test(method) && !NOT_A_SERVER.test(name ?? '')) ||
  /(^|\.)(FastAPI|Starlette|Sanic|tornado\.web\.Application)$/.test(name ?? '');

const ofCalls = (source: Source): readonly EditSite[] =>
  callsIn(source).flatMap((call): readonly EditSite[] => {
    const given = call.keywords.get('debug');
    if (given?.value.text !== 'True' || !serves(call)) return [];
    return [
      {
        about: [call.node],
        what: 'serve without the debugger',
        changes: [dropArgument(source, call, given.node)],
      },
    ];
  });

const SETTING = /^(DEBUG|\w+\.debug|\w+\.config\[['"]DEBUG['"]\])$/;

const ofSettings = (source: Source): readonly EditSite[] =>
  source.nodes.flatMap((node): readonly EditSite[] => {
    const [target, value] = node.kind === 'assignment' ? operands(node) : [];
    if (value?.text !== 'True' || !SETTING.test(target?.text ?? '')) return [];
    return [{ about: [node], what: 'serve without the debugger', changes: [replace(value, 'False')] }];
  });

/**
 * `app.run(debug=True)` loses `debug=True`: the debugger shows the program to strangers and lets them run code in it.
 * Answers stay the same; errors are no longer shown in the browser, and changed code is no longer loaded again.
 */
export const debugOff: Edit = {
  id: 'debug-off',
  title: 'Serve without the debugger',
  cwes: [489, 94],
  keeps: 'purpose',
  sites: (source) => [...ofCalls(source), ...ofSettings(source)],
};
