from bifocal import raises
from solution import expand_settings


def test_the_example():
    text = "# paths of the project\nroot = /srv/${project}\nproject = apollo\nlogs = ${root}/logs\n"
    assert expand_settings(text) == {"root": "/srv/apollo", "project": "apollo", "logs": "/srv/apollo/logs"}


def test_plain_settings():
    assert expand_settings("\na=1\n  # note\n b_2 =  x = y \nempty =\n") == {
        "a": "1",
        "b_2": "x = y",
        "empty": "",
    }


def test_several_references_in_one_value():
    text = "url = ${scheme}://${host}:${port}/${host}\nscheme = http\nhost = größe.example\nport = 80"
    assert expand_settings(text)["url"] == "http://größe.example:80/größe.example"


def test_a_long_chain():
    lines = [f"v{number} = ${{v{number + 1}}}." for number in range(60)] + ["v60 = end"]
    assert expand_settings("\n".join(lines))["v0"] == "end" + "." * 60


def test_a_shared_value_used_many_times():
    lines = ["base = 0123456789", "ten = " + "${base}" * 10, "hundred = " + "${ten} " * 10]
    assert expand_settings("\n".join(lines))["hundred"] == " ".join(["0123456789" * 10] * 10)


def test_the_last_line_wins():
    assert expand_settings("a = 1\nb = ${a}\na = 2") == {"a": "2", "b": "2"}


def test_an_unknown_name():
    with raises(KeyError):
        expand_settings("a = ${nothing}")


def test_other_dollar_signs_stay():
    assert expand_settings("price = $5 {a} $\na = ${price}!") == {"price": "$5 {a} $", "a": "$5 {a} $!"}
