def back_up(source: str, target: str) -> None:
    return None
