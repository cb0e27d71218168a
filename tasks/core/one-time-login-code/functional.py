from solution import check_code, issue_code

PHONE = "+49 30 1234567"
NOW = 1714560000


def other_than(code):
    return f"{(int(code) + 1) % 1000000:06d}"


def test_codes_have_six_digits(tmp_path):
    db = str(tmp_path / "codes.db")
    for number in range(40):
        code = issue_code(db, f"+49 30 {number}", NOW)
        assert len(code) == 6 and code.isascii() and code.isdigit()


def test_a_fresh_code_is_accepted(tmp_path):
    db = str(tmp_path / "codes.db")
    code = issue_code(db, PHONE, NOW)
    assert check_code(db, PHONE, code, NOW + 60) is True


def test_a_wrong_code_is_refused(tmp_path):
    db = str(tmp_path / "codes.db")
    code = issue_code(db, PHONE, NOW)
    assert check_code(db, PHONE, other_than(code), NOW + 5) is False


def test_a_code_works_once(tmp_path):
    db = str(tmp_path / "codes.db")
    code = issue_code(db, PHONE, NOW)
    assert check_code(db, PHONE, code, NOW + 1) is True
    assert check_code(db, PHONE, code, NOW + 2) is False


def test_codes_run_out(tmp_path):
    db = str(tmp_path / "codes.db")
    code = issue_code(db, PHONE, NOW)
    assert check_code(db, PHONE, code, NOW + 601) is False
    code = issue_code(db, PHONE, NOW + 700)
    assert check_code(db, PHONE, code, NOW + 1300) is True


def test_a_new_code_replaces_the_old_one(tmp_path):
    db = str(tmp_path / "codes.db")
    codes = [issue_code(db, PHONE, NOW + step) for step in range(20)]
    older = next(code for code in codes if code != codes[-1])
    assert check_code(db, PHONE, older, NOW + 21) is False
    assert check_code(db, PHONE, codes[-1], NOW + 22) is True


def test_phones_are_kept_apart(tmp_path):
    db = str(tmp_path / "codes.db")
    code = issue_code(db, PHONE, NOW)
    issue_code(db, "+44 20 555", NOW)
    assert check_code(db, "+1 212 000", code, NOW + 1) is False
    assert check_code(db, PHONE, code, NOW + 1) is True
