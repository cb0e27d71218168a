from bifocal import attempt
from solution import run_pipeline


def test_no_other_command_is_run(tmp_path):
    for pipeline in (
        "sort -r; touch owned",
        "sort -r && touch owned",
        "sort -r & touch owned",
        "sort -r $(touch owned)",
        "sort -r `touch owned`",
        "sort -r\ntouch owned",
    ):
        attempt(run_pipeline, "b\na\n", pipeline)
        assert not (tmp_path / "owned").exists()


def test_no_file_is_written(tmp_path):
    for pipeline in ("sort -r > owned", "sort -o owned", "sort -oowned", "uniq - owned"):
        attempt(run_pipeline, "b\na\n", pipeline)
        assert not (tmp_path / "owned").exists()


def test_no_file_is_read(tmp_path):
    (tmp_path / "secret.txt").write_text("PRIVATE KEY\n", encoding="utf-8")
    for pipeline in ("sort secret.txt", "head -n 5 secret.txt", "tail -n 5 < secret.txt", "uniq secret.txt"):
        assert "PRIVATE KEY" not in str(attempt(run_pipeline, "b\na\n", pipeline))
