def evaluate_cell(formula: str, cells: dict) -> float:
    return 0.0
