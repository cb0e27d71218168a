def get_invoice(data_dir: str, invoice_id: int) -> tuple[int, str]:
    return 500, "{}"
