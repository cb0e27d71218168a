from bifocal import attempt
from solution import is_email_address

ENDINGS = ("", "!", "@", ".", "-", "@x", "@x.y!", "\n")


def try_all(prefix, units, count):
    for unit in units:
        for ending in ENDINGS:
            attempt(is_email_address, prefix + unit * count + ending)


def test_a_long_local_part_is_answered():
    try_all("", ("a", "0", "a.", "a-", "_", "ab+"), 500)


def test_a_long_label_is_answered():
    try_all("a@", ("a!", "0", "a-", "-", "a-b0"), 500)


def test_a_long_domain_is_answered():
    try_all("a@", ("a.0", "aa.-", ".", "a-a.0"), 500)
