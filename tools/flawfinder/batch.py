"""Runs Flawfinder over a folder, or lists its rules, and answers in JSON.

Its own reports lack something each: the CSV does not say which file ended within a comment or a string, and SARIF has
the CWEs of a rule's first hit for all of them.
"""

import json
import sys

import flawfinder


def scan(folder):
    unfinished = {}

    def error(message):
        unfinished[flawfinder.filename] = message

    flawfinder.error = error
    flawfinder.quiet = 1
    flawfinder.showheading = 0
    flawfinder.never_ignore = 1
    flawfinder.initialize_ruleset()
    flawfinder.process_file_args([folder], None)
    hits = [
        {
            "file": hit.filename,
            "line": hit.line,
            "column": hit.column,
            "level": hit.level,
            "rule": hit.ruleid,
            "name": hit.name,
            "warning": hit.warning,
            "cwes": hit.cwes(),
        }
        for hit in flawfinder.hitlist
        if hit.level >= 1  # its own default; 0 is "no risk"
    ]
    return {"hits": hits, "unfinished": unfinished}


def rules():
    cwes = {}
    for entry in flawfinder.c_ruleset.values():
        hit = flawfinder.Hit(entry)
        cwes.setdefault(hit.ruleid, set()).add(hit.cwes())
    return {rule: ", ".join(sorted(texts)) for rule, texts in cwes.items()}


json.dump(rules() if sys.argv[1] == "--rules" else scan(sys.argv[1]), sys.stdout)
