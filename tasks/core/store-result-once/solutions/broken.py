def store_result(source: str, folder: str, job: str) -> bool:
    return False
