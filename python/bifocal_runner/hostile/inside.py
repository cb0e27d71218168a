"""What runs inside the candidate's process has in common, whatever the style of the tests."""

import os
import resource


def limit_cpu(seconds):
    """From now on, so many more seconds of CPU time; then SIGXCPU, and whoever does not listen is killed next."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    bounded = soft + 1 if hard == resource.RLIM_INFINITY else min(hard, soft + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, bounded), bounded))


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
