"""Tests in the sample's own language, started by commands (`go test`, `node --test`, a compiled main).

A case passes if its command exits with 0 and, where the case speaks of `{{passed}}`, writes the random word that
stands there in this run: code that only leaves with 0 does not know it. Token: tests and sample share a process,
in which the word can be found. Exit: some case has no such word, and leaving with 0 passes it.
"""

import secrets

from ..candidate import Stopped
from ..workshop import run_cases

_PLACE = "{{passed}}"
_OUTPUT_BYTES = 1 << 20


class Suite:
    def __init__(self, job):
        self.job = job
        self.tests = job["tests"]
        self.cases = {case["id"]: case for case in self.tests["cases"]}
        self.in_files = any(_PLACE in text for text in self.tests["files"].values())
        certain = self.in_files or all(_speaks(case) for case in self.tests["cases"])
        self.trust = "token" if certain else "exit"

    def plan(self):
        return [(case["id"], case["kind"]) for case in self.tests["cases"]]

    def outcomes(self, candidate, cases):
        self.word = secrets.token_hex(16)
        self.files = {path: text.replace(_PLACE, self.word) for path, text in self.tests["files"].items()}
        return run_cases(self, self.job, candidate, cases)

    def build(self, workshop):
        workshop.build(self.tests["build"], self.files)

    def run(self, name, workshop):
        case = self.cases[name]
        argv = [word.replace(_PLACE, self.word) for word in case["command"]]
        if self.tests["build"]:
            answer = workshop.run(argv, _OUTPUT_BYTES, like=workshop.build_folder)
        else:
            answer = workshop.run(argv, _OUTPUT_BYTES, files={**workshop.sources, **self.files})
        stop = workshop.stop_of(answer)
        if stop is not None:
            raise stop
        if (self.in_files or _speaks(case)) and self.word not in answer.stdout + answer.stderr:
            raise Stopped("failed", "it left with 0 before its tests had passed")


def _speaks(case):
    return any(_PLACE in word for word in case["command"])
