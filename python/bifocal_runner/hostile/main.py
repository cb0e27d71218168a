"""The hostile side: loads the sample once, then answers one case after another, each in a fork of its own.

Nothing here is trusted. It holds no expected value of an oracle test, and what it says is only data.
"""

import importlib
import os
import random
import resource
import signal
import sys
import types

from .. import wire
from ..linux.kernel import limit_memory
from . import program, run_pytest, run_unittest
from .inside import describe, how_it_ended, limit_cpu
from .observe import observe
from .output import Output

# what runs tests in the sample's own process
_RUNNERS = {"unittest": run_unittest.run, "pytest": run_pytest.run}


def main(readable, writable):
    channel = wire.Channel(readable, writable)
    job = channel.receive()
    if "program" in job:
        channel.send(program.answer(job["program"]))
        return
    _limit(job["limits"])
    module = types.ModuleType("solution")
    sys.modules["solution"] = module
    limit_cpu(job["limits"]["load_cpu_seconds"])
    for part in ("setup", "code"):
        try:
            exec(compile(job[part], part + ".py", "exec", dont_inherit=True), module.__dict__)
        except BaseException as error:  # a sample may raise anything, SystemExit included
            channel.send({"loaded": False, "part": part, **describe(error)})
            return
    channel.send({"loaded": True})
    while True:
        try:
            request = channel.receive()
        except wire.Closed:
            return
        if "directory" in request:  # else it was for a case that has ended
            channel.send(_in_fork(request, channel, module, job["limits"]))


def _in_fork(request, channel, module, limits):
    """Runs one case in a child; returns how it ended."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.chdir(request["directory"])
            _seed()
            limit_cpu(limits["cpu_seconds"] * request["cases"])
            _answer_calls(channel, module)
            status = 0
        finally:
            os._exit(status)
    return how_it_ended(child)


def _seed(seed=0):
    """Each case draws the same random numbers each time: a verdict must not depend on luck."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(random.getrandbits(32) if seed else 0)


def _answer_calls(channel, module):
    while True:
        request = channel.receive()
        if request["op"] == "end":
            return
        try:
            if request["op"] == "tests":
                answer = {"results": _run_tests(request, module), "token": request["token"]}
            else:
                answer = {"value": wire.pack(_perform(request, module))}
        except BaseException as error:
            answer = describe(error)
        try:
            channel.send(answer)
        except wire.TooLong:
            channel.send({"flooded": True})
        except Exception as error:  # too deep, or closed
            channel.send(describe(error))


def _run_tests(request, module):
    try:
        return _RUNNERS[request["kind"]](request["name"], request["source"], module)
    except BaseException as error:  # something that even test libraries let pass
        return [{"outcome": "failed", **describe(error)}]


def _perform(request, module):
    operation = request["op"]
    if operation == "has":
        return callable(getattr(module, request["name"], None))
    if operation == "call":
        function = getattr(module, request["name"])
        return function(*wire.unpack(request["args"]), **wire.unpack(request["kwargs"]))
    if operation == "call_source":
        return _call_source(request, module)
    if operation == "call_and_listen":
        return _call_and_listen(request, module)
    if operation == "observe":
        _seed(request["seed"])
        return observe(module, request["name"], request["args"], request["watched"], request["whole"])
    if operation == "inside":
        return _resolve(request["name"])(*wire.unpack(request["args"]), **wire.unpack(request["kwargs"]))
    raise ValueError(operation)


def _call_source(request, module):
    scope = dict(module.__dict__)
    exec(request["prelude"], scope)
    arguments = eval(request["args"], scope)
    return getattr(module, request["name"])(**arguments)


def _call_and_listen(request, module):
    """The same as data: `value` or `raised`, and what was `printed`."""
    with Output() as output:
        try:
            told = {"value": _call_source(request, module)}
        except BaseException as error:  # a sample may raise anything, SystemExit included
            told = {"raised": describe(error)}
    return {**told, "printed": output.text}


def _resolve(dotted):
    first, *rest = dotted.split(".")
    target = importlib.import_module(first)
    for part in rest:
        if not hasattr(target, part):
            importlib.import_module(target.__name__ + "." + part)
        target = getattr(target, part)
    return target


def _limit(limits):
    """rlimits of everything the sample does. CPU time is set per case."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    limit_memory(limits["memory_bytes"])
    for name, value in (
        ("RLIMIT_FSIZE", limits["file_bytes"]),
        ("RLIMIT_NPROC", limits["processes"]),
        ("RLIMIT_NOFILE", 256),
        ("RLIMIT_CORE", 0),
    ):
        resource.setrlimit(getattr(resource, name), (value, value))
