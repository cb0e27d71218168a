import { execa } from 'execa';
import { expect, test } from 'vitest';
import { BANDIT_RULES } from '../../src/scanners/bandit/rules.ts';
import { bandit } from '../../src/toolchain/bandit.ts';

/** Prints what the installed Bandit has, as `{"B101": [703], ...}`: blacklists say it, tests in their source. */
const LIST_RULES = `
import inspect, json, re
from bandit.core import extension_loader, issue

rules = {}
for plugin in extension_loader.MANAGER.plugins:
    test = plugin.plugin
    for source in (test, inspect.getmodule(test)):
        names = set(re.findall(r'Cwe\\.([A-Z_]+)', inspect.getsource(source)))
        if names:
            break
    rules[test._test_id] = {getattr(issue.Cwe, name) for name in names}
for entries in extension_loader.MANAGER.blacklist.values():
    for entry in entries:
        rules.setdefault(entry['id'], set()).add(entry['cwe'])
print(json.dumps({rule: sorted(cwes) for rule, cwes in rules.items()}))
`;

const state = await bandit.probe();
if (state.status !== 'ready') console.warn('SKIPPED: no Bandit; its list of rules is not tested');

test.skipIf(state.status !== 'ready')(
  'every rule of the installed Bandit is listed, with its CWE',
  async () => {
    if (state.status !== 'ready') return;
    const { stdout } = await execa(state.paths.python, ['-I', '-c', LIST_RULES]);
    expect(Object.fromEntries(BANDIT_RULES.map(({ id, cwes }) => [id, cwes]))).toEqual(JSON.parse(stdout));
  },
);

test('no rule is listed twice', () => {
  expect(new Set(BANDIT_RULES.map(({ id }) => id)).size).toBe(BANDIT_RULES.length);
});
