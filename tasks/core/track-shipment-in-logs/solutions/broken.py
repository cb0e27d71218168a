def track_shipment(folder: str, number: str) -> list:
    return None
