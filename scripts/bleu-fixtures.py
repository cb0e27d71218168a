"""Makes tests/fixtures/bleu.json: what sacrebleu says of texts that were made for it.

    python3 -m venv env && env/bin/pip install sacrebleu==2.6.0
    env/bin/python scripts/bleu-fixtures.py

The tests of src/metrics/bleu/ hold our values against these, to 1e-9. Python 3.11 was used.
"""

import json
import random
from pathlib import Path

import sacrebleu
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

RANDOM = random.Random(20260)
TARGET = Path(__file__).parent.parent / "tests" / "fixtures" / "bleu.json"

CODE = {
    "c": "int add(int a, int b) {\n    /* sum of both */\n    return a + b;\n}\n",
    "cpp": "std::vector<int> twice(const std::vector<int>& in) {\n  auto out = in;\n  for (auto& x : out) x *= 2;\n  return out;\n}\n",
    "csharp": "public static string Hello(string name) => $\"Hello, {name}!\";\n",
    "java": "class Counter {\n\tprivate long n = 1_000L;\n\tvoid up() { n += 1; }\n}\n",
    "javascript": "const half = (x) => x / 2.5; // 1,000.50-3\nmodule.exports = { half };\r\n",
    "php": "<?php\nfunction greet($name) {\n    echo \"Hi, $name\\n\";\n}\n",
    "python": "def mean(values):\n    '''The mean, or 0.0'''\n    return sum(values) / len(values) if values else 0.0\n",
    "rust": "fn largest<'a>(a: &'a str, b: &'a str) -> &'a str {\n    if a.len() > b.len() { a } else { b }\n}\n",
}

# White space of Python, and what looks like it and is none; digits that are not ASCII; more than 16 bits.
SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000"
NO_SPACES = "\u180e\u200b\u200c\u200d\u2060\ufeff"
PIECES = [
    *SPACES, *NO_SPACES, "0", "7", "42", "1,000", "3.14", "5-3", "-", "--", "-\n", ".", ",", "..", ",.", "a.", ".b", "1.", ".1",
    "a", "word", "Word", "x1", "_", "'", "\"", "`", "^", "~", "|", "{", "}", "[", "]", "(", ")", "<", ">", "/", "\\", "@", ":", ";",
    "=", "?", "!", "#", "$", "%", "&", "*", "+", "<skipped>", "<skip", "ped>", "&quot;", "&amp;", "&lt;", "&gt;", "&amp;lt;",
    "&amp;quot;", "&#39;", "&nbsp;", "\u0663", "\u0967", "\u00e9", "e\u0301", "\u4e2d\u6587", "\u3002", "\U0001d7d8", "\U0001f600",
    "\U0001f600.", ".\U0001f600", "\u0130", "\u00df", "$1", "$&", "\\1",
]

BY_HAND = [
    ("identical", CODE["python"], CODE["python"]),
    ("identical and three words long", "one two three", "one two three"),
    ("identical and four words long", "one two three four", "one two three four"),
    ("empty", "", CODE["c"]),
    ("against nothing", CODE["c"], ""),
    ("both empty", "", ""),
    ("only white space", SPACES, CODE["c"]),
    ("nothing shared", "alpha beta gamma delta epsilon", "one two three four five"),
    ("one word shared", "alpha beta gamma delta epsilon", "alpha two three four five"),
    ("in another order", "five four three two one", "one two three four five"),
    ("too short", "one two", "one two three four five six"),
    ("much longer", "one two three four " * 20, "one two three four"),
    ("repeated more often than the reference has it", "the the the the the the the", "the cat is on the mat there"),
    ("another case", "One Two Three Four Five", "one two three four five"),
    ("entities", "if (a &lt; b &amp;&amp; c &gt; d) say(&quot;x&quot;);", "if (a < b && c > d) say(\"x\");"),
    ("entities of entities", "&amp;lt; &amp;amp; &amp;quot; &amp;gt;", "< & \" >"),
    ("numbers with points and commas", "1,000.50 is 1 , 000 . 50, not 1.000,50.", "1,000.50 is 1,000.50, not 1.000,50 ."),
    ("dashes behind digits", "2024-01-31 well-known -5 3-x x-3", "2024 - 01 - 31 well-known -5 3 - x x-3"),
    ("a word broken over lines", "the trans-\nlation of x", "the translation of x"),
    ("the same with another end of line", "the trans-\r\nlation of x", "the translation of x"),
    ("skipped parts", "one <skipped> two <skipped>three four", "one two three four"),
    ("white space at both ends", "\u3000\n one two three four \x1f\x85", "one two three four"),
    ("no white space at the end", "one two three four\ufeff", "one two three four"),
    ("digits that are not ASCII", "\u0663.\u0664 \u0967,\u0968 one two", "\u0663 . \u0664 \u0967 , \u0968 one two"),
    ("beyond 16 bits", "\U0001f600.\U0001f601,\U0001f602 one two", "\U0001f600 . \U0001f601 , \U0001f602 one two"),
    ("halves of surrogate pairs", "\ud83d.\ude00 one two three", "\ud83d . \ude00 one two three"),
    ("points in a row", "a.,.b ..1.. ,,2,, .", "a . , . b . . 1 . . , , 2 , , ."),
]


def spoil(text: str) -> str:
    """The same with words lost, doubled or moved."""
    words = text.split(" ")
    for _ in range(RANDOM.randint(1, 6)):
        at = RANDOM.randrange(len(words))
        words[at : at + 1] = RANDOM.choice([[], [words[at]] * 2, ["other"], [words[at][::-1]]])
        words = words or ["x"]
    return " ".join(words)


def jumble() -> str:
    return "".join(RANDOM.choice(PIECES) for _ in range(RANDOM.randint(0, 30)))


def pairs():
    yield from BY_HAND
    for language, code in CODE.items():
        for number in range(4):
            yield f"{language}, spoiled ({number})", spoil(code), code
    for number, (one, other) in enumerate(zip(CODE.values(), list(CODE.values())[1:])):
        yield f"two languages ({number})", one, other
    for number in range(80):
        one = jumble()
        yield f"jumble ({number})", one + jumble(), RANDOM.choice([jumble(), one]) + jumble()


def with_bleu(name: str, candidate: str, reference: str) -> dict:
    return {
        "name": name,
        "candidate": candidate,
        "reference": reference,
        "tokens": Tokenizer13a()(candidate.rstrip()).split(),
        "corpus": sacrebleu.corpus_bleu([candidate], [[reference]]).score,
        "sentence": sacrebleu.sentence_bleu(candidate, [reference]).score,
    }


def corpus(some: list) -> dict:
    names, candidates, references = zip(*some)
    return {"names": names, "score": sacrebleu.corpus_bleu(list(candidates), [list(references)]).score}


def main() -> None:
    made = list(pairs())
    assert len({name for name, _, _ in made}) == len(made)
    fixture = {
        "made": f"sacrebleu {sacrebleu.__version__}, scripts/bleu-fixtures.py",
        "pairs": [with_bleu(*pair) for pair in made],
        "corpora": [corpus(made), *(corpus(RANDOM.sample(made, size)) for size in (2, 3, 5, 10, 40))],
    }
    TARGET.write_text(json.dumps(fixture, ensure_ascii=True, indent=1) + "\n")


main()
