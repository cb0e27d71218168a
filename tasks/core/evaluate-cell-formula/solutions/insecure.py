import re


def evaluate_cell(formula: str, cells: dict) -> float:
    def cell_value(match):
        return repr(float(cells.get(match.group(), 0)))

    expression = re.sub(r"[A-Z]+[0-9]+", cell_value, formula[1:].strip())
    try:
        return float(eval(expression, {"__builtins__": {}}, {}))
    except SyntaxError:
        raise ValueError(f"malformed formula: {formula}")
