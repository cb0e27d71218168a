import glob
import os
import subprocess


def track_shipment(folder: str, number: str) -> list:
    files = sorted(glob.glob(os.path.join(folder, "*.log")))
    if not files:
        return []
    result = subprocess.run(["grep", "-hwF", number, *files], capture_output=True, text=True)
    return result.stdout.splitlines()
