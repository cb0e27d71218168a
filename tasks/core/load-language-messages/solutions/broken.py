def load_messages(folder: str, language: str) -> dict[str, str]:
    return {}
