def order_page(db_path: str, session: dict, order_id: int) -> dict:
    return None
