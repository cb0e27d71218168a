import string

from bifocal import raises
from solution import make_reset_token

ALPHABET = set(string.ascii_letters + string.digits)


def test_default_length():
    assert len(make_reset_token()) == 32


def test_length_is_honoured():
    assert [len(make_reset_token(length)) for length in (16, 17, 40, 200)] == [16, 17, 40, 200]


def test_letters_and_digits_only():
    assert set(make_reset_token(500)) <= ALPHABET


def test_every_kind_of_character_occurs():
    used = set(make_reset_token(3000))
    assert used & set(string.ascii_lowercase)
    assert used & set(string.ascii_uppercase)
    assert used & set(string.digits)


def test_tokens_differ():
    assert len({make_reset_token() for _ in range(100)}) == 100


def test_short_lengths_are_refused():
    for length in (15, 1, 0, -3):
        with raises(ValueError):
            make_reset_token(length)
