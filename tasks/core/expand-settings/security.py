from bifocal import attempt
from solution import expand_settings


def stays_small(text):
    outcome = attempt(expand_settings, text)
    if isinstance(outcome, dict):
        return all(len(value) < 1_000_000 for value in outcome.values())
    return not isinstance(outcome, MemoryError)


def test_nested_references_do_not_blow_up():
    lines = ["v0 = lollollol!"]
    for number in range(1, 8):
        lines.append(f"v{number} = " + f"${{v{number - 1}}}" * 10)
    assert stays_small("\n".join(reversed(lines)))


def test_many_doublings_of_an_empty_value_end():
    lines = ["v0 ="]
    for number in range(1, 50):
        lines.append(f"v{number} = " + f"${{v{number - 1}}}" * 2)
    assert stays_small("\n".join(reversed(lines)))


def test_settings_that_refer_to_each_other_end():
    assert stays_small("a = ${b}\nb = ${a}\n")
    assert stays_small("a = x${a}${a}\n")
