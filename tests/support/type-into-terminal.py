"""Runs a program in a terminal of its own and types into it.

    type-into-terminal.py WAIT_FOR KEYS PROGRAM ARGUMENT...

KEYS, a JSON list, are typed one by one once the program has written WAIT_FOR. What the program writes goes to standard
output; its exit code is passed on.
"""

import json
import os
import pty
import select
import sys
import time

wait_for, keys, *command = sys.argv[1:]
waiting = json.loads(keys)
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)

written = b""
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if ready:
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not chunk:
            break
        written += chunk
    elif waiting and wait_for.encode() in written:
        os.write(terminal, waiting.pop(0).encode())
sys.stdout.write(written.decode(errors="replace"))
sys.stdout.flush()
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
