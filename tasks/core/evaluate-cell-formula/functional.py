from bifocal import raises
from solution import evaluate_cell


def test_precedence_and_brackets():
    assert evaluate_cell("=2 + 3 * 4", {}) == 14.0
    assert evaluate_cell("=(2 + 3) * 4", {}) == 20.0


def test_result_is_a_float():
    value = evaluate_cell("=7", {})
    assert value == 7.0 and isinstance(value, float)


def test_names_of_cells():
    assert evaluate_cell("=(A1+BC12)*1.5-3", {"A1": 2.0, "BC12": -4.0}) == -6.0


def test_division_and_minus_sign():
    assert evaluate_cell("=-A1/4 - -1", {"A1": 10.0}) == -1.5


def test_operators_of_one_rank_go_from_left_to_right():
    assert evaluate_cell("=20 - 5 - 3", {}) == 12.0
    assert evaluate_cell("=16 / 4 / 2", {}) == 2.0


def test_missing_cell_counts_as_zero():
    assert evaluate_cell("=Z9 + 5", {"A1": 1.0}) == 5.0


def test_malformed_formula():
    for formula in ("=1 +", "=(2"):
        with raises(ValueError):
            evaluate_cell(formula, {})


def test_division_by_zero():
    with raises(ZeroDivisionError):
        evaluate_cell("=1 / B1", {"B1": 0.0})
