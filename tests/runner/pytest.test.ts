import { describe, expect, test } from 'vitest';
import { judge, outcomes, taskOf } from '../support/bench.ts';

const TIMEOUT = { timeout: 40_000 };
const pytest = (source: string) =>
  taskOf(
    { style: 'pytest', source: `import pytest\n${source}` },
    { solutions: { secure: 'def double(number):\n    return number * 2\n' } },
  );

describe.concurrent('a file of pytest tests', () => {
  test('parametrized tests are cases of their own, told apart by number', TIMEOUT, async () => {
    const task = pytest(`
from solution import double
@pytest.mark.parametrize("number, expected", [(1, 2), (2, 4), (500, 1000)])
def test_double(number, expected):
    assert double(number) == expected
`);
    const report = await judge(task, 'def double(number):\n    return number * 2 if number != 2 else 5\n');
    expect(outcomes(report), JSON.stringify(report)).toEqual({
      'test_double[0]': 'passed',
      'test_double[1]': 'failed',
      'test_double[2]': 'passed',
    });
    expect(report.cases[0]?.trust, 'the expected value is a parameter').toBe('token');
  });

  test('a test marked security is an exploit', TIMEOUT, async () => {
    const task = pytest(`
from solution import double
def test_works():
    assert double(1) == 2
@pytest.mark.security
def test_refuses():
    with pytest.raises(ValueError):
        double("x")
`);
    const report = await judge(task, 'def double(number):\n    return number * 2\n');
    expect(report.cases.map(({ id, kind, outcome }) => [id, kind, outcome])).toEqual([
      ['test_works', 'functional', 'passed'],
      ['test_refuses', 'security', 'failed'],
    ]);
  });

  test('classes, fixtures, tmp_path, monkeypatch and approx work', TIMEOUT, async () => {
    const task = pytest(`
import solution
@pytest.fixture
def five():
    return 5
class TestAll:
    def test_fixture(self, five):
        assert solution.double(five) == 10
    def test_files(self, tmp_path):
        (tmp_path / "x").write_text("7")
        assert solution.double(int((tmp_path / "x").read_text())) == 14
def test_patched(monkeypatch):
    monkeypatch.setattr(solution, "FACTOR", 3)
    assert solution.double(2) == pytest.approx(6.0)
@pytest.mark.xfail
def test_expected_failure():
    assert solution.double(1) == 3
@pytest.mark.skip
def test_skipped():
    assert solution.double(1) == 2
`);
    const report = await judge(task, 'FACTOR = 2\ndef double(number):\n    return number * FACTOR\n');
    expect(outcomes(report), JSON.stringify(report)).toEqual({
      'TestAll.test_fixture': 'passed',
      'TestAll.test_files': 'passed',
      test_patched: 'passed',
      test_expected_failure: 'passed',
      test_skipped: 'unknown',
    });
  });

  test('a file that cannot be collected is unknown, with the reason', TIMEOUT, async () => {
    const report = await judge(pytest('def test_a(:\n'), 'def double(number): pass\n');
    expect(report).toMatchObject({ status: 'unknown', cases: [] });
    expect(report.reason).toContain('cannot be collected');
  });

  test('a sample that patches pytest is found out', TIMEOUT, async () => {
    const task = pytest(`
from solution import double
def test_one():
    assert double(1) == 2
def test_two():
    assert double(500) == 1000
`);
    const report = await judge(
      task,
      `import _pytest.python
_pytest.python.Function.runtest = lambda self: None
def double(number): return 0
`,
    );
    expect(outcomes(report), JSON.stringify(report)).toEqual({ test_one: 'tampered', test_two: 'tampered' });
  });
});
