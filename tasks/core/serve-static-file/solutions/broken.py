def handle_static(root: str, raw_path: str) -> tuple[int, bytes]:
    return None
