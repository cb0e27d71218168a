"""Running tests that need the sample's own process, seen from the judge: a fork for each test, twins among them."""

import random
import secrets

from .candidate import tampering
from .cases import Result, attempt, deadline, fresh_folder, outcome_of
from .twins import TestFile

_OUTCOMES = frozenset(("passed", "failed", "error", "memory", "unknown"))


def run_shared_cases(candidate, kind, source, tests, twins, seed):
    """Runs each test, and contradictory twins of some, in a random order; yields a Result for each of its cases.

    `kind` names what the candidate runs them with; `tests`: name of a test function -> its cases; `twins`: of how
    many tests there shall be one; `seed` decides everything random.
    """
    rng = random.Random(seed)
    file = TestFile(source, tests)
    versions = [("case", name, file.original(name)) for name in tests]
    made = 0
    for name in rng.sample(list(tests), len(tests)):
        twin = file.twin(name, rng) if made < twins else None
        if twin is not None:
            made += 1
            versions.append(("twin", name, twin))
    rng.shuffle(versions)
    for event, name, version in versions:
        results = {}

        def run(directory, name=name, version=version, results=results):
            results.update(_ask(candidate, kind, name, version, tests[name]))

        outcome, message = attempt(candidate, name, run)
        if outcome != "passed":  # a result stands only if the process that gave it came to its end
            results.clear()
        if event == "twin":  # only its own word that the changed assertion fails tells anything
            outcome = "unknown"
        for case in tests[name]:
            yield Result(event, case, *results.get(case, (outcome, message)), candidate.cpu)


def run_in_order(candidate, kind, source, cases):
    """Runs tests that build on one another: in their order and in one process; after a death, in the next one.

    No twins: they would change what the others find. Yields a Result for each.
    """
    left = list(cases)
    while left:
        answered = []

        def step(left=left, answered=answered):
            with fresh_folder("case-") as directory, candidate.case(directory, len(left)):
                for case in left:
                    with deadline(candidate.limits["wall_seconds"]):
                        text = None if answered else source
                        answered.append(_ask(candidate, kind, case, text, [case])[case])

        outcome, message = outcome_of(step)
        if outcome != "passed" and len(answered) < len(left):
            answered.append((outcome, message))
        for case, result in zip(left, answered):
            yield Result("case", case, *result, 0.0)
        left = left[max(1, len(answered)) :]


def _ask(candidate, kind, name, source, cases):
    """case -> (outcome, message), as the sample's process says it."""
    token = secrets.token_hex(16)
    answer = candidate.run_tests(kind=kind, name=name, source=source, token=token)
    try:
        results = answer["results"]
        if len(results) == 1 and results[0]["outcome"] != "passed":  # what stops a test before its cases are known
            results = results * len(cases)
        if answer["token"] != token or len(results) != len(cases):
            raise tampering("not the answer to this question")
        return {case: _read(candidate, result, source) for case, result in zip(cases, results)}
    except (KeyError, TypeError, AttributeError) as error:
        raise tampering("not a result: %s" % error) from None


def _read(candidate, result, source):
    if result["outcome"] not in _OUTCOMES:
        raise tampering("no such outcome")
    if result["outcome"] == "unknown" and source is not None and "skip" not in source:
        return "failed", "skipped, though the test says nothing of it"
    message = "%s: %s" % (result["raised"], result.get("message")) if "raised" in result else ""
    lacks = "raised" in result and candidate.lacks(result)
    return "unknown" if lacks else result["outcome"], message
