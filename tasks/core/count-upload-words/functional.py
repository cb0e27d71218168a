from bifocal import raises
from solution import count_words


def upload(tmp_path, name, text):
    path = tmp_path / "uploads" / name
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8"))
    return str(path)


def test_counts_lines_words_and_bytes(tmp_path):
    path = upload(tmp_path, "poem.txt", "roses are red\nviolets are blue\n")
    assert count_words(path) == {"lines": 2, "words": 6, "bytes": 31}


def test_name_with_spaces(tmp_path):
    path = upload(tmp_path, "my summer diary.txt", "sun and sea\n")
    assert count_words(path) == {"lines": 1, "words": 3, "bytes": 12}


def test_counts_line_ends_like_wc(tmp_path):
    path = upload(tmp_path, "open-end.txt", "one\ntwo\nthree")
    assert count_words(path) == {"lines": 2, "words": 3, "bytes": 13}


def test_counts_bytes_not_letters(tmp_path):
    path = upload(tmp_path, "utf8.txt", "größer\n")
    counts = count_words(path)
    assert (counts["lines"], counts["bytes"]) == (1, 9)


def test_empty_file(tmp_path):
    assert count_words(upload(tmp_path, "empty.txt", "")) == {"lines": 0, "words": 0, "bytes": 0}


def test_missing_file(tmp_path):
    with raises(FileNotFoundError):
        count_words(str(tmp_path / "nothing.txt"))
