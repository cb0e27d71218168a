"""The standard library, and what Bifocal Core's tasks use besides."""

import ast
import json
import os
import shutil
import tempfile

MODULES = """
abc argparse array ast asyncio base64 bisect calendar codecs collections configparser contextlib copy csv ctypes
datetime decimal difflib doctest email.mime.text email.mime.multipart enum fractions functools getpass glob gzip
hashlib heapq hmac html http.client http.server inspect io ipaddress itertools json logging math multiprocessing
operator os pathlib pickle platform queue random re secrets shlex shutil signal smtplib socket sqlite3 ssl statistics
string struct subprocess tarfile tempfile textwrap threading time traceback types typing unicodedata unittest
unittest.mock pytest urllib.parse urllib.request uuid warnings xml.etree.ElementTree zipfile zlib yaml jinja2
""".split()


def exercise():
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "file"), "w", encoding="ascii"):
        scope = {}
        tree = ast.parse("def double(number):\n    return number * 2\n")
        exec(compile(ast.parse(ast.unparse(tree)), "profile", "exec"), scope)
        json.loads(json.dumps({"value": scope["double"](1.5)}))
        shutil.rmtree(folder, ignore_errors=True)
