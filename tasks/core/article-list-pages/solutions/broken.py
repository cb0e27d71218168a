def list_articles(db_path: str, query: str) -> dict:
    return None
