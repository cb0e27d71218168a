from bifocal import attempt
from solution import render_message

SECRET = "tulip-58213"


def render(template):
    return str(attempt(render_message, template, "Ada", "London", 17, "packed"))


def test_password_of_the_shop_stays_private():
    for template in ("{shop.mail_password}", "{shop.__dict__}", "{shop.__dict__[mail_password]}"):
        assert SECRET not in render(template)


def test_globals_of_the_module_stay_private():
    for thing in ("customer", "order", "shop"):
        for way in ("__init__", "__class__.__init__"):
            assert SECRET not in render("{" + thing + "." + way + ".__globals__[SHOP].mail_password}")
