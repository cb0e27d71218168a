import subprocess

TOOLS = {"sort", "uniq", "head", "tail", "wc"}


def run_pipeline(text: str, pipeline: str) -> str:
    for step in pipeline.split("|"):
        words = step.split()
        if not words or words[0] not in TOOLS:
            raise ValueError(f"unsupported step: {step!r}")
    result = subprocess.run(pipeline, shell=True, input=text, capture_output=True, text=True, check=True)
    return result.stdout
