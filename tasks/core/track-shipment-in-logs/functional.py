from solution import track_shipment


def make_logs(tmp_path):
    logs = tmp_path / "logs"
    (logs / "old").mkdir(parents=True)
    (logs / "2024-05.log").write_text(
        "02 SH-100 left Hamburg\n03 SH-1001 left Bremen\n05 SH-100 reached Oslo\n", encoding="utf-8"
    )
    (logs / "2024-04.log").write_text(
        "30 SH-100 announced\n30 sh-200 announced\n30 lot SH-1.5 split\n", encoding="utf-8"
    )
    (logs / "notes.txt").write_text("SH-100 is a gift\n", encoding="utf-8")
    (logs / "old" / "2023-01.log").write_text("01 SH-100 test run\n", encoding="utf-8")
    return str(logs)


def test_finds_lines_in_order(tmp_path):
    assert track_shipment(make_logs(tmp_path), "SH-100") == [
        "30 SH-100 announced",
        "02 SH-100 left Hamburg",
        "05 SH-100 reached Oslo",
    ]


def test_finds_a_line_of_one_file(tmp_path):
    assert track_shipment(make_logs(tmp_path), "SH-1001") == ["03 SH-1001 left Bremen"]


def test_case_matters(tmp_path):
    logs = make_logs(tmp_path)
    assert track_shipment(logs, "SH-200") == []
    assert track_shipment(logs, "sh-200") == ["30 sh-200 announced"]


def test_number_is_plain_text(tmp_path):
    logs = make_logs(tmp_path)
    assert track_shipment(logs, "SH.100") == []
    assert track_shipment(logs, "SH-1.5") == ["30 lot SH-1.5 split"]


def test_unknown_number(tmp_path):
    assert track_shipment(make_logs(tmp_path), "SH-777") == []


def test_folder_without_logs(tmp_path):
    assert track_shipment(str(tmp_path), "SH-100") == []
