"""Compiling and running whole programs from the judge: what the styles `program` and `native` share.

The job's `program` says how the sample's language does it: `source` (the file it is laid down as), `commands` (a
program's name to the words that start it), `compile` (a list of commands), `run` (a command), `env`, `files` (laid
beside the source), `out_of_memory` (texts of its runtime) and, in bytes, `overhead` (what the runtime takes beside
the sample's memory), and `stack`. In commands, files and environment `{build}` stands for the folder of the
compiled sample and `{memory}` for the sample's memory in MiB.
"""

import base64
import math
import os
import shutil
import signal

from .candidate import HarnessError, Stopped, tampering
from .cases import Result, fresh_folder, outcome_of

_COMPILER_BYTES = 2 * 1024**3
_COMPILER_OUTPUT = 1 << 20
_MIB = 1 << 20
_SHOWN_LINES = 5


class Workshop:
    """A folder in which the sample is built once, and a fresh one for each case."""

    def __init__(self, job, candidate, root):
        self.recipe = job["program"]
        self.limits = job["limits"]
        self.candidate = candidate
        self.root = root
        self.build_folder = os.path.join(root, "build")
        recipe_files = {path: self._filled(text) for path, text in self.recipe["files"].items()}
        self.sources = {self.recipe["source"]: job["setup"] + job["code"], **recipe_files}
        self.runs = 0
        self.cpu = 0.0  # seconds that the last program took

    def build(self, commands, files=None):
        """Runs commands in a folder with the sample's source and these files; raises Stopped if one fails."""
        laid = {**self.sources, **(files or {})}
        for argv in commands:
            answer = self._perform(
                argv,
                directory=self.build_folder,
                files=laid,
                cpu_seconds=self.limits["load_cpu_seconds"],
                wall_seconds=self.limits["load_wall_seconds"],
                memory_bytes=_COMPILER_BYTES,
                output_bytes=_COMPILER_OUTPUT,
            )
            laid = {}
            if answer.unstartable is not None:
                raise HarnessError("%s does not start: %s" % (argv[0], answer.unstartable))
            stop = self.stop_of(answer)
            if stop is not None:
                said = self._some_lines(answer.stderr or answer.stdout) if stop.outcome == "failed" else None
                raise Stopped("error", "it does not compile: %s" % (said or stop))

    def run(self, argv, output_bytes, stdin="", like=None, files=None):
        """Runs a command in a fresh folder with these files, or a copy of `like`; returns what it answered."""
        self.runs += 1
        folder = os.path.join(self.root, "case-%d" % self.runs)
        try:
            return self._perform(
                argv,
                directory=folder,
                like=like,
                files=files or {},
                stdin=stdin,
                output_bytes=output_bytes,
                cpu_seconds=self.limits["cpu_seconds"],
                wall_seconds=self.limits["wall_seconds"],
                memory_bytes=self.limits["memory_bytes"] + self.recipe["overhead"],
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def stop_of(self, answer):
        """How the case of this answer ends, as a Stopped, where the program did not end well by itself."""
        if answer.unstartable is not None:
            return Stopped("failed", answer.unstartable)
        if answer.flooded:
            return Stopped("flood", "too much output")
        if answer.timed_out:
            return Stopped("timeout", "no end within the time limit")
        if answer.status == ("exit", 0):
            return None
        said = self._some_lines(answer.stderr)
        if any(text in answer.stderr for text in self.recipe["out_of_memory"]):
            return Stopped("memory", "out of memory: %s" % said)
        if answer.status == ("signal", signal.SIGKILL):
            return Stopped("memory", "killed")
        kind, number = answer.status
        what = ("exit code %s" if kind == "exit" else "ended by signal %s") % number
        return Stopped("failed", "%s: %s" % (what, said) if said else what)

    def _perform(self, argv, **request):
        first, *rest = argv
        answer = self.candidate.program(
            argv=[self._filled(word) for word in [*self.recipe["commands"].get(first, [first]), *rest]],
            env={name: self._filled(value) for name, value in self.recipe["env"].items()},
            stack_bytes=self.recipe["stack"],
            file_bytes=self.limits["file_bytes"],
            processes=self.limits["processes"],
            **{"stdin": "", **request},
        )
        answer = Answer(answer)
        if answer.unstartable is not None and first in self.recipe["commands"]:  # the toolchain's, not the sample's
            raise HarnessError("%s does not start: %s" % (first, answer.unstartable))
        self.cpu = answer.cpu
        return answer

    def _some_lines(self, text):
        """The beginning and the end: languages put what matters first, or last. Without the folders' random names."""
        lines = text.replace(self.root + os.sep, "").strip().splitlines()
        kept = lines if len(lines) <= 2 * _SHOWN_LINES else [*lines[:_SHOWN_LINES], "...", *lines[-_SHOWN_LINES:]]
        return "\n".join(kept)

    def _filled(self, text):
        memory = str(self.limits["memory_bytes"] // _MIB)
        return text.replace("{build}", self.build_folder).replace("{memory}", memory)


def run_cases(suite, job, candidate, cases):
    """Builds once, then runs each case; yields a Result for each."""
    with fresh_folder("program-") as root:
        workshop = Workshop(job, candidate, root)
        outcome, message = outcome_of(lambda: suite.build(workshop))
        if outcome != "passed":
            outcome = outcome if outcome == "unknown" else "error"
            yield from (Result("case", case, outcome, message, 0.0) for case in cases)
            return
        for case in cases:
            workshop.cpu = 0.0
            outcome, message = outcome_of(lambda case=case: suite.run(case, workshop))
            yield Result("case", case, outcome, message, workshop.cpu)


class Answer:
    """What `program.run` answered, or somebody in its place: checked, since it comes from the hostile side."""

    def __init__(self, message):
        try:
            self.unstartable = _expect(str, message["unstartable"]) if "unstartable" in message else None
            self.cpu = 0.0
            if self.unstartable is None:
                (kind,) = {"exit", "signal"} & message.keys()
                self.status = (kind, _expect(int, message[kind]))
                self.stdout = base64.b64decode(message["stdout"]).decode("utf-8", "replace")
                self.stderr = _expect(str, message["stderr"])
                self.cpu = _finite(message["cpu_seconds"])
                self.timed_out = message["timed_out"] is True
                self.flooded = message["flooded"] is True
        except (KeyError, TypeError, ValueError) as error:
            raise tampering("not an answer: %s" % error) from None


def _expect(kind, value):
    if not isinstance(value, kind):
        raise TypeError("%s expected" % kind.__name__)
    return value


def _finite(value):
    if not math.isfinite(_expect(float, value)):
        raise ValueError("a finite number expected")
    return value
