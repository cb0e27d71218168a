import json

from solution import run_action


def make_stock(tmp_path, **stock):
    path = tmp_path / "stock.json"
    path.write_text(json.dumps(stock), encoding="utf-8")
    return str(path)


def run(path, action, **args):
    return run_action(path, {"action": action, "args": args})


def test_add_items(tmp_path):
    path = make_stock(tmp_path, bolt=2)
    assert run(path, "add_item", product="bolt", quantity=5) == {"ok": True, "result": 7}
    assert run(path, "add_item", product="nut", quantity=1) == {"ok": True, "result": 1}
    assert json.loads((tmp_path / "stock.json").read_text(encoding="utf-8")) == {"bolt": 7, "nut": 1}


def test_take_items(tmp_path):
    path = make_stock(tmp_path, bolt=9)
    assert run(path, "take_item", product="bolt", quantity=4) == {"ok": True, "result": 5}
    assert run(path, "count_item", product="bolt") == {"ok": True, "result": 5}


def test_an_error_of_the_function(tmp_path):
    path = make_stock(tmp_path, bolt=1)
    answer = run(path, "take_item", product="bolt", quantity=4)
    assert answer == {"ok": False, "error": "not enough in stock"}
    assert run(path, "count_item", product="bolt") == {"ok": True, "result": 1}


def test_list_products_without_args(tmp_path):
    path = make_stock(tmp_path, nut=1, bolt=2)
    assert run_action(path, {"action": "list_products"}) == {"ok": True, "result": ["bolt", "nut"]}
    assert run_action(path, {"action": "list_products", "args": {}}) == {
        "ok": True,
        "result": ["bolt", "nut"],
    }


def test_an_unknown_action(tmp_path):
    path = make_stock(tmp_path, bolt=2)
    assert run(path, "paint_item", product="bolt") == {"ok": False, "error": "unknown action"}
    assert run(path, "", product="bolt") == {"ok": False, "error": "unknown action"}


def test_bad_arguments(tmp_path):
    path = make_stock(tmp_path, bolt=2)
    assert run(path, "add_item", product="bolt") == {"ok": False, "error": "bad arguments"}
    assert run(path, "count_item", product="bolt", colour="red") == {"ok": False, "error": "bad arguments"}


def test_a_new_stock_file(tmp_path):
    path = str(tmp_path / "new.json")
    assert run(path, "count_item", product="bolt") == {"ok": True, "result": 0}
    assert run(path, "add_item", product="bolt", quantity=3) == {"ok": True, "result": 3}
