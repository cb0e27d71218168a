import re


def evaluate_cell(formula: str, cells: dict) -> float:
    """Return the value of a formula that a user typed into a spreadsheet cell, as in "=(A1 + B2) * 1.5 - 3".

    A formula starts with "=" and consists of decimal numbers, the operators + - * / with the usual
    precedence, a leading minus sign, round brackets, spaces and names of cells (capital letters followed by
    digits). `cells` maps the names of cells to their values; a cell that is not in it counts as 0.
    Raises ValueError if the formula is malformed ("=1 +", "=(2"), ZeroDivisionError if it divides by zero.
    """
