def run_pipeline(text: str, pipeline: str) -> str:
    return text
