from bifocal import raises
from solution import run_pipeline

LOG = "pear\napple\nfig\napple\npear\napple\n"


def test_one_step():
    assert run_pipeline(LOG, "sort") == "apple\napple\napple\nfig\npear\npear\n"


def test_joined_options():
    assert run_pipeline("9\n10\n2\n9\n", "sort -rnu") == "10\n9\n2\n"


def test_steps_work_together():
    lines = run_pipeline(LOG, "sort | uniq -c | sort -rn | head -n 2").splitlines()
    assert [line.split() for line in lines] == [["3", "apple"], ["2", "pear"]]


def test_repeated_lines_and_tail():
    assert run_pipeline(LOG, "sort|uniq -d|tail -n 1") == "pear\n"


def test_counts_lines():
    assert run_pipeline(LOG, "sort -u | wc -l").strip() == "3"


def test_other_tools_are_refused():
    with raises(ValueError):
        run_pipeline(LOG, "sort | rev")


def test_empty_steps_are_refused():
    with raises(ValueError):
        run_pipeline(LOG, "sort | | uniq")
