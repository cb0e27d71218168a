import base64
import os
import pickle
import zlib

from bifocal import attempt
from solution import load_cart


class MakesFolder:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def cookies(data):
    for raw in (data, zlib.compress(data)):
        yield base64.urlsafe_b64encode(raw).decode("ascii")
        yield base64.b64encode(raw).decode("ascii")


def test_a_pickled_call_in_the_cookie_does_not_run(tmp_path):
    target = tmp_path / "owned"
    for protocol in (0, 2, 4):
        for cookie in cookies(pickle.dumps(MakesFolder(str(target)), protocol)):
            attempt(load_cart, cookie)
            assert not target.exists()


def test_a_call_hidden_in_a_cart_line_does_not_run(tmp_path):
    target = tmp_path / "owned"
    cart = {7: {"quantity": 1, "gift": False, "note": MakesFolder(str(target))}}
    source = "{7: {'quantity': 1, 'gift': False, 'note': __import__('os').mkdir(%r)}}" % str(target)
    for data in (pickle.dumps(cart, 2), source.encode("utf-8")):
        for cookie in cookies(data):
            attempt(load_cart, cookie)
            assert not target.exists()
