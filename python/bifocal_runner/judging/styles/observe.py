"""Calls without expectations: what each did is told, so that two codes can be compared. No case ever passes.

Every case is `unknown`, with a message in JSON that says what was seen:

- `kind`: `returned` or `raised`
- `shown`: the beginning of it, for people
- `digest`: a hash of all that was seen, but for the text of exceptions
- `telling`: whether there was anything to see but None
- `raised`: for exceptions, `type`, `builtin` (the built-in classes it descends from), and `line` (of the sample, if
  that raised it)
- `granted`: permission bits of new and changed files; no part of the digest
- `lines`: which lines of the sample were run, as a number in base 16 whose lowest bit is line 0; null if there are
  too many

The message is made here, of plain data, so a sample can make up its own answers and nothing else. A case that could
not be tried, or came to no end, has the outcome that it has in other styles.
"""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import zipfile

from ..candidate import HarnessError, Stopped, tampering
from ..cases import Result, attempt, fresh_folder

_MOST_SHOWN = 300
_MOST_LINES = 2000
_MOST_TIMEOUTS = 3
_FIELDS = {"printed": str, "arguments": dict, "variables": dict, "files": dict, "granted": int, "lines": list}


class Suite:
    trust = "oracle"

    def __init__(self, job):
        self.entry_point = job["entry_point"]
        self.watched = job["tests"]["watched"]
        self.seed = job["seed"]
        self.files = _furniture(job["tests"]["files"])
        self.inputs = {"input[%d]" % index: source for index, source in enumerate(job["tests"]["inputs"])}

    def plan(self):
        return [(case, "functional") for case in self.inputs]

    def outcomes(self, candidate, cases):
        timeouts = 0
        for case in cases:
            if timeouts == _MOST_TIMEOUTS:
                yield Result("case", case, "timeout", "not tried: %d others came to no end" % timeouts, 0.0)
                continue
            self.observation = None
            outcome, message = attempt(candidate, case, lambda folder, case=case: self._run(case, candidate, folder))
            timeouts += outcome == "timeout"
            if outcome == "passed":
                outcome, message = "unknown", self.observation
            yield Result("case", case, outcome, message, candidate.cpu)

    def _run(self, case, candidate, folder):
        _lay(self.files, folder)
        try:
            answer = candidate.observe(self.entry_point, self.inputs[case], self.watched, "%s %s" % (self.seed, case))
        except Exception as error:  # the call's own are part of the answer
            is_large = getattr(error, "raised", None) == "TooMuch"
            told = "the value is too large" if is_large else "the arguments cannot be made: %s" % error
            raise HarnessError(told) from None
        raised = _checked(answer).get("raised")
        if raised is not None and candidate.lacks(raised):
            raise Stopped("unknown", "the test environment lacks the library %s" % raised["missing"])
        if raised is not None and raised["raised"] == "MemoryError":
            raise Stopped("memory", "MemoryError")
        self.observation = _message(answer)


def _furniture(files):
    """By path, the bytes of the files that a call finds in its folder."""
    return {path: _BYTES[file["kind"]](file["content"]) for path, file in files.items()}


def _database(script):
    with fresh_folder("database-") as folder:
        path = os.path.join(folder, "made.db")
        connection = sqlite3.connect(path)
        try:
            connection.executescript(script)
        except sqlite3.Error as error:
            raise HarnessError("a database cannot be made: %s" % error) from None
        finally:
            connection.close()
        with open(path, "rb") as file:
            return file.read()


def _zip(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in json.loads(entries).items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return buffer.getvalue()


def _tar(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, text in json.loads(entries).items():
            info = tarfile.TarInfo(path)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


_BYTES = {"text": str.encode, "sql": _database, "zip": _zip, "tar": _tar}


def _lay(files, folder):
    for path, content in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content)
        os.utime(target, (0, 0))  # whatever is written later is newer


def _checked(answer):
    """The answer of the hostile side, if it has the form that it should have."""
    if not isinstance(answer, dict) or any(not isinstance(answer.get(key), kind) for key, kind in _FIELDS.items()):
        raise tampering("not an observation")
    if any(not isinstance(line, int) or not 0 <= line for line in answer["lines"]):
        raise tampering("not lines of code")
    raised = answer.get("raised")
    if raised is not None and not (
        isinstance(raised, dict)
        and isinstance(raised.get("raised"), str)
        and isinstance(raised.get("builtin"), list)
        and isinstance(raised.get("line"), (int, type(None)))
    ):
        raise tampering("not an exception")
    return answer


def _message(answer):
    raised = answer.get("raised")
    changes = {key: answer[key] for key in ("printed", "arguments", "variables", "files") if answer[key]}
    value = None if raised is not None else answer.get("value")
    seen = {"raised": raised["raised"]} if raised is not None else {"value": value}
    told = canonical(value) if raised is None else "%s: %s" % (raised["raised"], repr(raised.get("message"))[1:-1])
    also = "".join("; %s %s" % (key, canonical(change)) for key, change in sorted(changes.items()))
    return json.dumps(
        {
            "kind": "returned" if raised is None else "raised",
            "shown": (told + also)[:_MOST_SHOWN],
            "digest": hashlib.sha256(canonical({**seen, **changes}).encode("utf-8", "surrogatepass")).hexdigest()[:32],
            "telling": value is not None or bool(changes),
            "raised": None if raised is None else _exception(raised),
            "granted": answer["granted"],
            "lines": _mask(answer["lines"]),
        },
        ensure_ascii=False,
    )


def _exception(raised):
    builtin = [str(name)[:40] for name in raised["builtin"][:8]]
    return {"type": raised["raised"][:80], "builtin": builtin, "line": raised["line"]}


def _mask(lines):
    if any(line > _MOST_LINES for line in lines):
        return None
    mask = 0
    for line in lines:
        mask |= 1 << line
    return "%x" % mask


def canonical(value):
    """Text that is equal for equal values: entries of dicts stand as they do there, items of sets in order."""
    if isinstance(value, dict):
        entries = ("%s: %s" % (canonical(key), canonical(item)) for key, item in value.items())
        return "{%s}" % ", ".join(entries)
    if isinstance(value, (set, frozenset)):
        return "{%s}" % ", ".join(sorted(canonical(item) for item in value))
    if isinstance(value, list):
        return "[%s]" % ", ".join(canonical(item) for item in value)
    if isinstance(value, tuple):
        return "(%s)" % "".join(canonical(item) + ", " for item in value)
    return repr(value)
