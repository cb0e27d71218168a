"""Running one pytest function in the sample's own process."""

from .. import pytest_items
from .inside import describe


def run(name, source, module):
    """Runs all cases of a test function of a file that imports `solution`; returns their results, in order."""
    runner = _Runner(name)
    printed = pytest_items.run(source, runner)
    if runner.failed is not None:
        return [{"outcome": "error", **describe(runner.failed)}]
    return runner.results or [{"outcome": "error", **describe(ImportError(printed.strip()[-500:]))}]


class _Runner:
    """A plugin that runs the cases of one function and keeps what became of each."""

    def __init__(self, name):
        self.name = name
        self.failed = None
        self.results = []

    def pytest_collectreport(self, report):
        if report.failed and self.failed is None:
            self.failed = ImportError(str(report.longrepr)[-500:])

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if pytest_items.name_of(item) == self.name]

    def pytest_runtest_protocol(self, item, nextitem):
        from _pytest.runner import runtestprotocol

        self.error = None
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        details = {} if self.error is None else describe(self.error)
        self.results.append({"outcome": _outcome_of(reports, self.error), **details})
        return True

    def pytest_runtest_makereport(self, item, call):
        """Notes the first thing that went wrong; lets pytest make its report all the same."""
        if call.excinfo is not None and self.error is None:
            self.error = call.excinfo.value


def _outcome_of(reports, error):
    if any(report.failed for report in reports):
        return "memory" if isinstance(error, MemoryError) else "failed"
    if any(report.skipped and not hasattr(report, "wasxfail") for report in reports):
        return "unknown"
    return "passed"
