"""What planning and running pytest files have in common: a quiet pytest, and names for its items."""

import contextlib
import io
import os

_FILE = "test_solution.py"
# no plugin but its own, no cache, no configuration of anybody's
_ARGUMENTS = ["-q", "-p", "no:cacheprovider", "--noconftest", "-c", "/dev/null", "--rootdir", ".", _FILE]


def run(source, plugin, *arguments):
    """Runs pytest on a test file in the current folder, with this plugin; returns what it printed."""
    import pytest

    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with open(_FILE, "w", encoding="utf-8") as file:
        file.write(source)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        pytest.main([*_ARGUMENTS, *arguments], plugins=[plugin])
    return printed.getvalue()


def collect(source):
    """{"functions": [[name, marks] for each item]} in the order of the file, or {"error": why}."""
    collector = _Collector()
    printed = run(source, collector, "--collect-only")
    if collector.items is None or collector.failed:
        return {"error": collector.failed or printed.strip()[-500:]}
    return {
        "functions": [[name_of(item), [mark.name for mark in item.iter_markers()]] for item in collector.items]
    }


def name_of(item):
    """`Class.function` or `function`."""
    names = [node.name for node in item.listchain() if type(node).__name__ == "Class"]
    return ".".join([*names, item.originalname])


class _Collector:
    items = None
    failed = ""

    def pytest_collectreport(self, report):
        if report.failed and not self.failed:
            self.failed = str(report.longrepr)[-500:]

    def pytest_collection_finish(self, session):
        self.items = session.items
