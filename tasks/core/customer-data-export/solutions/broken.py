def export_customer(db_path: str, customer_id: int, target: str) -> None:
    return None
