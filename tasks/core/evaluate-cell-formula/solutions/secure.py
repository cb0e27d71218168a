import ast
import operator
import re

BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
CELL = re.compile(r"[A-Z]+[0-9]+")


def evaluate_cell(formula: str, cells: dict) -> float:
    if not formula.startswith("="):
        raise ValueError("a formula starts with '='")
    try:
        tree = ast.parse(formula[1:].strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"malformed formula: {formula}") from error
    return float(_value(tree.body, cells))


def _value(node: ast.AST, cells: dict) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.Name) and CELL.fullmatch(node.id):
        return cells.get(node.id, 0)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, cells)
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        return BINARY[type(node.op)](_value(node.left, cells), _value(node.right, cells))
    raise ValueError("not allowed in a formula")
