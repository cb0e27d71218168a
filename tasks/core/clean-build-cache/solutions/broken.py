def clean_cache(cache: str, max_age: float, now: float) -> int:
    return None
