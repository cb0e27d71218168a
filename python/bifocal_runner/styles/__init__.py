"""Test styles: how the tests of one kind of data set are planned and run. One module each.

A style is a class with `trust`, `plan()` -> [(case, kind)] and `outcomes(candidate, cases)` -> (case, outcome,
message) triples.
"""

import importlib


def load(job):
    """The suite of a job, by the name of its style."""
    module = importlib.import_module("." + job["tests"]["style"], __name__)
    return module.Suite(job)
