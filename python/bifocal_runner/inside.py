"""What runs inside the candidate's process has in common, whatever the style of the tests."""

import os
import resource


def limit_cpu(seconds):
    """From now on, so many more seconds of CPU time; then SIGXCPU. The judge's wall clock is the backstop."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


def how_it_ended(child):
    """Waits for a child; its end as data: ["exit" | "signal", number], and the seconds of CPU time that it took."""
    _, status, usage = os.wait4(child, 0)
    signalled = os.WIFSIGNALED(status)
    ended = ["signal", os.WTERMSIG(status)] if signalled else ["exit", os.WEXITSTATUS(status)]
    return {"ended": ended, "cpu": usage.ru_utime + usage.ru_stime}


def describe(error):
    """An exception as data: its own name, and the names of the built-in classes it descends from."""
    builtin = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    try:
        message = str(error)[:4000]
    except BaseException:
        message = ""
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    return {"raised": type(error).__name__, "builtin": builtin, "message": message, "missing": missing}


def in_fork(work, name, say, limits):
    """Does one test's work in a child with CPU time of its own. A child that says nothing is spoken for."""
    child = os.fork()
    if child == 0:
        try:
            limit_cpu(limits["cpu_seconds"])
            work()
        finally:
            os._exit(0)
    say.end(name, how_it_ended(child))


class Reporter:
    """Sends what became of each test, and then that it ended, with the token that came with the request."""

    def __init__(self, channel, token):
        self.channel = channel
        self.token = token

    def __call__(self, name, outcome, error=None):
        details = {} if error is None else describe(error)
        self.channel.send({"token": self.token, "case": name, "outcome": outcome, **details})

    def end(self, name, end):
        self.channel.send({"token": self.token, "case": name, **end})

    def for_all(self, names, outcome, error):
        for name in names:
            self(name, outcome, error)
            self.end(name, {"ended": ["exit", 0], "cpu": 0})
