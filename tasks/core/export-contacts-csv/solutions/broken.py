def export_contacts(columns: list[str], rows: list[list]) -> str:
    return ""
