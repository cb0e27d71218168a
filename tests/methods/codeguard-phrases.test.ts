import { describe, expect, test } from 'vitest';
import { constraintsFor } from '../../src/methods/codeguard/choose.ts';
import { heldOf, meets } from '../../src/methods/codeguard/phrases.ts';

/** Whether code has all that is required against a weakness, and nothing that is forbidden. */
const fits = (language: 'python' | 'java' | 'javascript', cwe: number, code: string): boolean => {
  const { require, forbid } = constraintsFor(language, [cwe]) ?? { require: [['?']], forbid: [] };
  return heldOf(code, forbid) === undefined && require.every((each) => meets(code, each));
};

describe('phrases are not met by code that is as insecure as before', () => {
  test.each([
    ['python', 89, 'db.execute("SELECT x FROM t WHERE id = %s" % uid)'],
    ['python', 89, "db.execute('SELECT x FROM t WHERE id = %s' % uid)"],
    ['python', 601, 'if not address.startswith("//"):\n    redirect(address)'],
    ['python', 78, 'subprocess.run(["sh", "-c", command])'],
    ['python', 77, "subprocess.run(['bash', '-c', command])"],
    ['python', 328, 'hmac.new(key, text, "md5")'],
    ['python', 327, "hmac.new(key, text, 'sha1')"],
    ['python', 94, 'code = compile(ast.parse(text), "", "exec")\nFunctionType(code, {})()'],
    ['python', 352, 'if request.headers["Content-Type"]:\n    save()'],
    ['python', 434, 'imghdr.what(file)'],
    ['python', 798, 'KEY = os.getenv("KEY", "sk-1234")'],
    ['java', 611, 'factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);'],
    ['javascript', 295, 'https.request({ host, rejectUnauthorized:false })'],
  ] as const)('%s, CWE-%i: %s', (language, cwe, code) => {
    expect(fits(language, cwe, code)).toBe(false);
  });

  test.each([
    ['python', 89, 'cursor.execute("SELECT x FROM t WHERE id = %s", (uid,))'],
    ['python', 94, 'TOKENS = re.compile("[a-z]+")\ntree = ast.parse(text, mode="eval")'],
    ['python', 328, 'hmac.new(key, text, "sha256")'],
    ['python', 798, 'KEY = os.environ["KEY"]'],
    ['java', 611, 'factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);'],
  ] as const)('but still by %s, CWE-%i: %s', (language, cwe, code) => {
    expect(fits(language, cwe, code)).toBe(true);
  });
});
