def count_words(path: str) -> dict:
    return None
