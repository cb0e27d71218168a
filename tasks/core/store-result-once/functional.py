from bifocal import raises
from solution import store_result


def put(tmp_path, content, name="out.bin"):
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def test_stores_a_result(tmp_path):
    source = put(tmp_path, b"42\r\n" + bytes(range(256)))
    folder = tmp_path / "results"
    folder.mkdir()
    assert store_result(source, str(folder), "job-7") is True
    assert (folder / "job-7.result").read_bytes() == b"42\r\n" + bytes(range(256))
    assert [path.name for path in folder.iterdir()] == ["job-7.result"]


def test_the_first_result_counts(tmp_path):
    folder = tmp_path / "results"
    assert store_result(put(tmp_path, b"first"), str(folder), "job-7") is True
    assert store_result(put(tmp_path, b"second"), str(folder), "job-7") is False
    assert (folder / "job-7.result").read_bytes() == b"first"


def test_jobs_are_independent(tmp_path):
    folder = tmp_path / "results"
    assert store_result(put(tmp_path, b"a", "a"), str(folder), "job-1") is True
    assert store_result(put(tmp_path, b"b", "b"), str(folder), "job-2") is True
    assert (folder / "job-1.result").read_bytes() == b"a"
    assert (folder / "job-2.result").read_bytes() == b"b"


def test_creates_the_folder_and_keeps_the_source(tmp_path):
    source = put(tmp_path, b"x" * 100000)
    folder = tmp_path / "shared" / "results"
    assert store_result(source, str(folder), "j") is True
    assert (folder / "j.result").stat().st_size == 100000
    assert (tmp_path / "out.bin").read_bytes() == b"x" * 100000


def test_missing_source(tmp_path):
    folder = tmp_path / "results"
    with raises(FileNotFoundError):
        store_result(str(tmp_path / "nothing"), str(folder), "job-7")
    assert store_result(put(tmp_path, b"late"), str(folder), "job-7") is True
    assert (folder / "job-7.result").read_bytes() == b"late"


def test_an_empty_result_counts_too(tmp_path):
    folder = tmp_path / "results"
    assert store_result(put(tmp_path, b""), str(folder), "job-7") is True
    assert store_result(put(tmp_path, b"second"), str(folder), "job-7") is False
    assert (folder / "job-7.result").read_bytes() == b""
