"""Compiles the programs of the current folder and prints, one JSON object a line, what Python says of each.

Nothing is executed: `compile` parses and generates code. A line is `{"file", "problems": [{"rule", "message", "line",
"column", "endLine"}]}`, or `{"file", "failure"}` where Python gave up without saying that the program is wrong.
"""

import ast
import json
import os
import warnings


def main():
    for file in sorted(os.listdir('.')):
        with open(file, encoding='utf-8-sig', newline='') as stream:
            text = stream.read()
        print(json.dumps({'file': file, **judge(text)}), flush=True)


def judge(text):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter('always')
        try:
            problems = errors_of(text)
        except (RecursionError, MemoryError, OverflowError) as error:
            return {'failure': f'{type(error).__name__}: {error}'.rstrip(': ')}
    return {'problems': problems + [of_warning(warning) for warning in said if warning.category is SyntaxWarning]}


def errors_of(text):
    if '\0' in text:
        line = text[: text.index('\0')].count('\n') + 1
        return [{'rule': 'SyntaxError', 'message': 'source code cannot contain null bytes', 'line': line}]
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return [of_error(error, error.offset)]
    try:
        compile(tree, '<sample>', 'exec', dont_inherit=True)
    except SyntaxError as error:
        return [of_error(error, characters(text, error))]
    return []


def characters(text, error):
    """What comes after the parser counts columns in bytes of UTF-8."""
    lines = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    if not error.offset or not error.lineno or error.lineno > len(lines):
        return error.offset
    return len(lines[error.lineno - 1].encode()[: error.offset - 1].decode(errors='ignore')) + 1


def of_error(error, column):
    return {
        'rule': type(error).__name__,
        'message': error.msg,
        'line': error.lineno,
        'column': column,
        'endLine': error.end_lineno,
    }


def of_warning(warning):
    return {'rule': 'SyntaxWarning', 'message': str(warning.message), 'line': warning.lineno}


main()
