import os

from solution import export_report


def test_writes_the_rows(tmp_path):
    path = export_report([["name", "salary"], ["Ada", "5100"]], 7, str(tmp_path))
    with open(path, "rb") as file:
        assert file.read() == b"name\tsalary\nAda\t5100\n"


def test_place_and_name(tmp_path):
    path = export_report([["a"]], 42, str(tmp_path))
    assert os.path.realpath(path).startswith(str(tmp_path) + os.sep)
    assert os.path.basename(path).startswith("report-42")
    assert path.endswith(".tsv")


def test_utf8(tmp_path):
    path = export_report([["Jürgen", "5 000 €"]], 1, str(tmp_path))
    with open(path, "rb") as file:
        assert file.read() == "Jürgen\t5 000 €\n".encode()


def test_no_rows(tmp_path):
    path = export_report([], 3, str(tmp_path))
    assert os.path.getsize(path) == 0


def test_jobs_have_their_own_files(tmp_path):
    first = export_report([["one"]], 1, str(tmp_path))
    second = export_report([["two"]], 2, str(tmp_path))
    assert first != second
    with open(first, encoding="utf-8") as file:
        assert file.read() == "one\n"


def test_a_job_runs_again(tmp_path):
    export_report([["old", "and", "longer"]], 9, str(tmp_path))
    path = export_report([["new"]], 9, str(tmp_path))
    with open(path, encoding="utf-8") as file:
        assert file.read() == "new\n"
