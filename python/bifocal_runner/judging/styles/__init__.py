"""Test styles: how the tests of one kind of data set are planned and run. One module each.

A style is a class with `trust`, `plan()` -> [(case, kind)] and `outcomes(candidate, cases)` -> `cases.Result`s. One
whose messages are data says how long they may be: `longest_message`.
"""

import importlib
import pkgutil


def load(job):
    """The suite of a job, by the name of its style."""
    module = importlib.import_module("." + job["tests"]["style"], __name__)
    return module.Suite(job)


def import_all():
    """Imports every style, so that a fork need not."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module("." + module.name, __name__)
