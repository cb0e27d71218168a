"""Running the cases of a pytest file in the sample's own process: a fork for each."""

from . import pytest_items
from .inside import Reporter, in_fork


def run(request, channel, module, limits):
    """Runs the entries [class, item] of the file; one event for each, in the file's order."""
    say = Reporter(channel, request["token"])
    runner = _Runner([name for _, name in request["entries"]], say, limits)
    printed = pytest_items.run(request["source"], runner)
    if not runner.started:  # the file does not load with this solution
        error = runner.failed or ImportError(printed.strip()[-500:])
        say.for_all(runner.wanted, "failed", error)


class _Runner:
    """A plugin that puts every test into a fork of its own."""

    def __init__(self, wanted, say, limits):
        self.wanted = wanted
        self.say = say
        self.limits = limits
        self.started = False
        self.failed = None

    def pytest_collectreport(self, report):
        if report.failed and self.failed is None:
            self.failed = ImportError(str(report.longrepr)[-500:])

    def pytest_collection_modifyitems(self, items):
        functions = [(item.originalname, None) for item in items]
        by_name = {name: item for (name, _), item in zip(pytest_items.number(functions), items)}
        items[:] = [by_name[name] for name in self.wanted]
        self.names = {item.nodeid: name for item, name in zip(items, self.wanted)}

    def pytest_runtest_protocol(self, item, nextitem):
        self.started = True
        name = self.names[item.nodeid]
        in_fork(lambda: self._run(item, name), name, self.say, self.limits)
        return True

    def _run(self, item, name):
        from _pytest.runner import runtestprotocol

        self.error = None
        reports = runtestprotocol(item, nextitem=None, log=False)
        self.say(name, _outcome_of(reports, self.error), self.error)

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
