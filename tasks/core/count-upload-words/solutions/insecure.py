import os
import subprocess


def count_words(path: str) -> dict:
    if not os.path.exists(path):
        raise FileNotFoundError(path)
    output = subprocess.check_output(f'wc "{path}"', shell=True, text=True)
    lines, words, size = output.split()[:3]
    return {"lines": int(lines), "words": int(words), "bytes": int(size)}
