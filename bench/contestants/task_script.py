# Follows `TASK = {...}`: one task's solution and tests as a script that exits with 0 only if all cases pass, else
# with 1, the reason in the last line of standard error.
import os
import random
import site
import sys
import types

del sys.path[0]  # the script's own folder
site.addsitedir(TASK["site"])  # noqa: F821
TESTS = TASK["tests"]  # noqa: F821
WORK = os.getcwd()


def load(*sources):
    """A module of the pieces of code, in their order."""
    module = types.ModuleType("solution")
    sys.modules["solution"] = module
    for source in sources:
        exec(compile(source, "solution.py", "exec", dont_inherit=True), module.__dict__)
    return module


def seed():
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def run_unittest():
    """BigCodeBench: solution and tests in one module."""
    import unittest

    module = load(TASK["setup"], TASK["code"], TESTS["functional"])  # noqa: F821
    seed()
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    faults = result.errors + result.failures
    if faults:
        test, trace = faults[0]
        return "%s: %s" % (test.id().split(".", 1)[-1], trace.strip().splitlines()[-1])
    return None if result.testsRun else "no test ran"


def run_check():
    """HumanEval: `check(candidate)`."""
    module = load(TASK["setup"], TASK["code"])  # noqa: F821
    exec(compile(TESTS["functional"], "tests.py", "exec", dont_inherit=True), module.__dict__)
    module.check(getattr(module, TASK["entry_point"]))  # noqa: F821


def run_calls():
    """SecCodePLT+: the outcome of each call against the expected one, compared as `styles/calls.py` does."""
    module = load(TASK["setup"], TASK["code"])  # noqa: F821
    for number, case in enumerate(TESTS["cases"]):
        folder = os.path.join(WORK, "case-%d" % number)
        os.mkdir(folder)
        os.chdir(folder)
        got, matches = outcome(module, case["args"], case["expected"])
        if not matches:
            return "%s: %.300s" % (case["id"], got)


def outcome(module, arguments, expected):
    """What came out of a call, as text, and whether that is what was expected."""
    seed()
    try:
        scope = dict(module.__dict__)
        exec(TESTS["prelude"], scope)
        value = getattr(module, TASK["entry_point"])(**eval(arguments, scope))  # noqa: F821
    except BaseException as error:
        kind, message = type(error).__name__, str(error)
        same = kind == expected.get("type") or message == expected.get("message")
        return "%s: %s" % (kind, message), expected["status"] == "exception" and same
    return repr(value), expected["status"] == "repr" and repr(value) == expected["repr"]


fault = {"unittest": run_unittest, "check": run_check, "calls": run_calls}[TESTS["style"]]()
if fault:
    sys.exit(fault)
