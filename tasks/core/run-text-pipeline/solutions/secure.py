import re
import subprocess

STEP = re.compile(r"sort( -[nru]+)*|uniq( -[cd])?|(head|tail) -n [0-9]+|wc -l")


def run_pipeline(text: str, pipeline: str) -> str:
    steps = [step.split() for step in pipeline.split("|")]
    for step in steps:
        if not STEP.fullmatch(" ".join(step)):
            raise ValueError(f"not offered: {' '.join(step)!r}")
    for step in steps:
        text = subprocess.run(step, input=text, capture_output=True, text=True, check=True).stdout
    return text
