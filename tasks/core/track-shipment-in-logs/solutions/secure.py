import glob
import os
import subprocess


def track_shipment(folder: str, number: str) -> list:
    files = sorted(glob.glob(os.path.join(glob.escape(folder), "*.log")))
    if not files:
        return []
    command = ["grep", "-h", "-w", "-F", "-e", number, "--", *files]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode > 1:
        raise OSError(result.stderr)
    return result.stdout.splitlines()
