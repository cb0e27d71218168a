from solution import hash_password, verify_password


def test_the_right_password_is_accepted():
    record = hash_password("plum tree 17")
    assert verify_password("plum tree 17", record) is True


def test_other_passwords_are_refused():
    record = hash_password("plum tree 17")
    assert verify_password("plum tree 18", record) is False
    assert verify_password("Plum tree 17", record) is False
    assert verify_password("", record) is False


def test_unicode_passwords():
    record = hash_password("zwölf Hühner \U0001f414")
    assert verify_password("zwölf Hühner \U0001f414", record) is True
    assert verify_password("zwolf Huhner", record) is False


def test_a_record_fits_the_column():
    record = hash_password("a long password " * 20)
    assert isinstance(record, str)
    assert 0 < len(record) <= 255
    assert record.isascii() and record.isprintable()


def test_the_end_of_a_long_password_counts():
    record = hash_password("long " * 30 + "1")
    assert verify_password("long " * 30 + "1", record) is True
    assert verify_password("long " * 30 + "2", record) is False


def test_records_of_two_accounts():
    first, second = hash_password("apple"), hash_password("pear")
    assert verify_password("apple", first) is True
    assert verify_password("apple", second) is False


def test_strange_records_match_nothing():
    assert verify_password("plum", hash_password("plum")) is True
    for record in ("", "n/a", "plum", "$$", "a$b$c$d"):
        assert verify_password("plum", record) is False
