import json

from bifocal import attempt
from solution import run_action

STOCK = {"bolt": 2, "nut": 918273645}


def stock_after(tmp_path, *actions, **args):
    path = tmp_path / "stock.json"
    path.write_text(json.dumps(STOCK), encoding="utf-8")
    for action in actions:
        attempt(run_action, str(path), {"action": action, "args": args})
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def test_a_scanner_cannot_replace_the_stock(tmp_path):
    assert stock_after(tmp_path, "save_stock", stock={"gold": 1_000_000}) == STOCK


def test_a_scanner_cannot_delete_the_stock(tmp_path):
    assert stock_after(tmp_path, "drop_stock", "os.remove", "remove", "__import__('os').remove") == STOCK


def test_a_scanner_cannot_read_the_whole_stock(tmp_path):
    path = tmp_path / "stock.json"
    path.write_text(json.dumps(STOCK), encoding="utf-8")
    outcome = attempt(run_action, str(path), {"action": "load_stock", "args": {}})
    assert "918273645" not in str(outcome)
