from bifocal import attempt, inside
from solution import check_code, issue_code

PHONE = "+49 30 1234567"
NOW = 1714560000


def works(tmp_path, guess, now):
    if not isinstance(guess, str):
        return False
    return attempt(check_code, str(tmp_path / "real.db"), PHONE, guess, now) is True


def test_codes_do_not_follow_the_generator_of_the_process(tmp_path):
    accepted = []
    for seed in (1, 2, 3, 4):
        inside("random.seed", seed)
        guess = attempt(issue_code, str(tmp_path / f"copy{seed}.db"), PHONE, NOW)
        inside("random.seed", seed)
        attempt(issue_code, str(tmp_path / "real.db"), PHONE, NOW)
        accepted.append(works(tmp_path, guess, NOW + 1))
    assert accepted.count(True) < 3


def test_codes_do_not_follow_from_phone_and_time(tmp_path):
    accepted = []
    for step in range(4):
        guess = attempt(issue_code, str(tmp_path / f"copy{step}.db"), PHONE, NOW + 60 * step)
        attempt(issue_code, str(tmp_path / "real.db"), PHONE, NOW + 60 * step)
        accepted.append(works(tmp_path, guess, NOW + 60 * step))
    assert accepted.count(True) < 3
