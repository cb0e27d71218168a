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
- `whole`, if asked for: `value` (its Python source in `source`, or `repr`; nothing if it is too large), the `message` of
  an exception, what was `printed`, and the texts that new and changed files have by path (`left`). None stands for what
  is too large, or no text

The message is made here, of plain data, so a sample can make up its own answers and nothing else. A case that could
not be tried, or came to no end, has the outcome that it has in other styles.
"""

import hashlib
import json

from .. import furniture
from ..candidate import HarnessError, Stopped, is_exception, tampering
from ..cases import Result, attempt
from ..sources import NoSource, source_of

_MOST_SHOWN = 300
_MOST_LINES = 2000
_MOST_WHOLE = 4000
_MOST_TIMEOUTS = 3
_FIELDS = {"printed": str, "arguments": dict, "variables": dict, "files": dict, "granted": int, "lines": list}


class Suite:
    trust = "oracle"
    longest_message = 1 << 20

    def __init__(self, job):
        self.whole = job["tests"].get("whole", False)
        self.entry_point = job["entry_point"]
        self.watched = job["tests"]["watched"]
        self.seed = job["seed"]
        self.files = furniture.made(job["tests"]["files"])
        self.inputs = {"input[%d]" % index: source for index, source in enumerate(job["tests"]["inputs"])}

    def plan(self):
        return [(case, "functional") for case in self.inputs]

    def outcomes(self, candidate, cases):
        timeouts = 0
        for case in cases:
            if timeouts == _MOST_TIMEOUTS and not self.whole:  # a recording is of each, slow ones or not
                yield Result("case", case, "timeout", "not tried: %d others came to no end" % timeouts, 0.0)
                continue
            self.observation = None
            outcome, message = attempt(candidate, case, lambda folder, case=case: self._run(case, candidate, folder))
            timeouts += outcome == "timeout"
            if outcome == "passed":
                outcome, message = "unknown", self.observation
            yield Result("case", case, outcome, message, candidate.cpu)

    def _run(self, case, candidate, folder):
        furniture.lay(self.files, folder)
        seed = "%s %s" % (self.seed, case)
        try:
            answer = candidate.observe(self.entry_point, self.inputs[case], self.watched, seed, self.whole)
        except Exception as error:  # the call's own are part of the answer
            is_large = getattr(error, "raised", None) == "TooMuch"
            told = "the value is too large" if is_large else "the arguments cannot be made: %s" % error
            raise HarnessError(told) from None
        raised = _checked(answer).get("raised")
        if raised is not None and candidate.lacks(raised):
            raise Stopped("unknown", "the test environment lacks the library %s" % raised["missing"])
        if raised is not None and raised["raised"] == "MemoryError":
            raise Stopped("memory", "MemoryError")
        whole = _whole(answer, furniture.texts_left(folder, self.files)) if self.whole else {}
        self.observation = _message(answer, whole)


def _checked(answer):
    """The answer of the hostile side, if it has the form that it should have."""
    if not isinstance(answer, dict) or any(not isinstance(answer.get(key), kind) for key, kind in _FIELDS.items()):
        raise tampering("not an observation")
    if any(not isinstance(line, int) or not 0 <= line for line in answer["lines"]):
        raise tampering("not lines of code")
    raised = answer.get("raised")
    if raised is not None and not (
        is_exception(raised) and isinstance(raised.get("line"), (int, type(None)))
    ):
        raise tampering("not an exception")
    return answer


def _message(answer, more):
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
            **more,
        },
        ensure_ascii=False,
    )


def _whole(answer, left):
    raised = answer.get("raised")
    return {
        "whole": {
            "value": _value(answer.get("returned")) if raised is None else None,
            "message": None if raised is None else str(raised.get("message")),
            "printed": _bounded(answer["printed"]),
            "left": {path[:200]: _bounded(text) for path, text in left.items()},
        }
    }


def _value(value):
    try:
        kind, text = "source", source_of(value)
    except NoSource:
        kind, text = "repr", repr(value)
    return {kind: text} if len(text) <= _MOST_WHOLE else {}


def _bounded(text):
    return None if text is None or len(text) > _MOST_WHOLE else text


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
