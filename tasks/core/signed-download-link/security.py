from bifocal import attempt
from solution import check_link, sign_link

SECRET = b"0f4e9c2ab7d1"
END = 1714560000
MARKS = [
    "", ":", "|", "/", "-", "_", ".", ",", ";", "&", "=", " ", "#", "$", "~", "::", "||", ", ", ":/",
    "&file=", "&user=", "&name=", "&path=", "&f=", "&u=", "&filename=", "&file_name=",
    "&username=",
]


def opens(signed, used):
    signature = attempt(sign_link, SECRET, *signed)
    return isinstance(signature, str) and attempt(check_link, SECRET, *used, signature, END - 60) is True


def test_text_cannot_move_from_one_name_to_the_other():
    for mark in MARKS:
        for joint in (mark, f"{mark}{END}{mark}"):
            assert not opens((f"ada{joint}left", "right", END), ("ada", f"left{joint}right", END))
            assert not opens(("right", f"ada{joint}left", END), (f"left{joint}right", "ada", END))


def test_the_end_of_a_name_cannot_become_a_later_expiry():
    assert not opens(("ada", "plan9", END), ("ada", "plan", int(f"9{END}")))
    assert not opens(("ada9", "plan", END), ("ada", "plan", int(f"9{END}")))
