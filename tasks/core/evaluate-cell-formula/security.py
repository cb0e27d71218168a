from bifocal import attempt
from solution import evaluate_cell

WAYS_TO_OS = (
    "__import__('os').",
    "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
    ".__init__.__globals__['sys'].modules['os'].",
)


def test_formula_runs_no_code(tmp_path):
    for way in WAYS_TO_OS:
        attempt(evaluate_cell, f"={way}mkdir('owned')", {})
        assert not (tmp_path / "owned").exists()


def test_formula_deletes_no_file(tmp_path):
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("10;EUR\n", encoding="utf-8")
    for way in WAYS_TO_OS:
        attempt(evaluate_cell, f"=A1 + ({way}remove('ledger.csv') or 1)", {"A1": 1.0})
        assert ledger.exists()
