import os

from bifocal import raises
from solution import load_upload, store_upload


def test_contents_come_back(tmp_path):
    store = str(tmp_path / "store")
    fingerprint = store_upload(store, b"a photo of a goat")
    assert load_upload(store, fingerprint) == b"a photo of a goat"


def test_fingerprints_are_hexadecimal(tmp_path):
    fingerprint = store_upload(str(tmp_path / "store"), b"goat")
    assert 0 < len(fingerprint) <= 128
    assert set(fingerprint) <= set("0123456789abcdef")


def test_equal_contents_are_kept_once(tmp_path):
    store = str(tmp_path / "store")
    first = store_upload(store, b"goat" * 1000)
    assert store_upload(store, b"goat" * 1000) == first
    assert len(os.listdir(store)) == 1


def test_different_contents_are_all_kept(tmp_path):
    store = str(tmp_path / "store")
    pictures = [bytes([number]) * 50 for number in range(30)]
    fingerprints = [store_upload(store, picture) for picture in pictures]
    assert len(set(fingerprints)) == 30
    assert len(os.listdir(store)) == 30
    assert [load_upload(store, fingerprint) for fingerprint in fingerprints] == pictures


def test_empty_contents(tmp_path):
    store = str(tmp_path / "store")
    assert load_upload(store, store_upload(store, b"")) == b""


def test_the_fingerprint_does_not_depend_on_the_store(tmp_path):
    fingerprint = store_upload(str(tmp_path / "a"), b"x\x00y")
    assert fingerprint
    assert store_upload(str(tmp_path / "b"), b"x\x00y") == fingerprint


def test_unknown_fingerprint(tmp_path):
    store = str(tmp_path / "store")
    fingerprint = store_upload(store, b"goat")
    unknown = fingerprint[:-1] + ("0" if fingerprint[-1] != "0" else "1")
    with raises(FileNotFoundError):
        load_upload(store, unknown)
