import fcntl
import os
import struct
import termios
import threading
import time

from bifocal import attempt
from solution import store_result


def unread_bytes(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def test_a_result_that_arrives_meanwhile_is_kept(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    target = folder / "job-7.result"
    source = tmp_path / "slow-source"
    os.mkfifo(source)
    pipe = os.open(source, os.O_RDWR)
    os.write(pipe, b"late result")
    stored, finished = [], threading.Event()

    def rival():
        # The source has been read, but has not come to its end: the other worker stores its result now.
        while unread_bytes(pipe) and not finished.is_set():
            time.sleep(0.001)
        if not finished.is_set():
            try:
                with open(target, "xb") as file:
                    file.write(b"first result")
                stored.append(True)
            except FileExistsError:
                pass
        os.close(pipe)

    thread = threading.Thread(target=rival, daemon=True)
    thread.start()
    attempt(store_result, str(source), str(folder), "job-7")
    finished.set()
    thread.join()
    assert not stored or target.read_bytes() == b"first result"


def test_a_link_to_nowhere_does_not_redirect_the_result(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    source = tmp_path / "out.bin"
    source.write_bytes(b"PWNED")
    victim = tmp_path / "startup.cfg"
    os.symlink(victim, folder / "job-7.result")
    attempt(store_result, str(source), str(folder), "job-7")
    assert not victim.exists()
