"""Runs one script per task, a few at once, each in a process, a session and an empty folder of its own.

    python3 -I pool.py JOB.json VERDICTS.json
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

RUNNER = pathlib.Path(__file__).with_name("task_script.py").read_text()
PATH = "%s:/usr/local/bin:/usr/bin:/bin" % os.path.dirname(sys.executable)


def main(job_file, verdicts_file):
    job = json.loads(pathlib.Path(job_file).read_text())
    with ThreadPoolExecutor(job["workers"]) as pool:
        verdicts = dict(pool.map(lambda task: (task["id"], judge(job, task)), job["tasks"]))
    pathlib.Path(verdicts_file).write_text(json.dumps(verdicts))


def judge(job, task):
    """Passed if the script exits with 0 in time; else its last line on standard error says why not."""
    room = tempfile.mkdtemp(prefix="task-", dir=job["folder"])
    script, work = os.path.join(room, "task.py"), os.path.join(room, "work")
    pathlib.Path(script).write_text("TASK = %r\n%s" % (task["script"], RUNNER))
    os.mkdir(work)
    command = [part.replace("{script}", script) for part in job["command"]]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=work,
            env={**job["env"], "PATH": PATH},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        try:
            code = process.wait(task["timeout"])
        except subprocess.TimeoutExpired:
            code = "no end within %g s" % task["timeout"]
        finally:
            end_session(process)
        errors.seek(0)
        words = errors.read().decode("utf-8", "replace").strip().splitlines()
    shutil.rmtree(room, ignore_errors=True)
    if code == 0:
        return {"passed": True, "detail": ""}
    return {"passed": False, "detail": (words[-1] if words and code == 1 else "exit %s" % code)[:500]}


def end_session(process):
    """What a task has left running must not weigh on the next."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
