from bifocal import attempt, inside
from solution import make_reset_token


def predicted(guess, token):
    return isinstance(token, str) and token != "" and guess == token


def test_a_known_generator_state_does_not_reveal_the_token():
    inside("random.seed", 20240501)
    guess = attempt(make_reset_token)
    inside("random.seed", 20240501)
    token = attempt(make_reset_token)
    assert not predicted(guess, token)


def test_tokens_after_ones_own_cannot_be_predicted():
    inside("random.seed", 7)
    guesses = [attempt(make_reset_token, 24) for _ in range(4)]
    inside("random.seed", 7)
    for guess in guesses:
        token = attempt(make_reset_token, 24)
        assert not predicted(guess, token)
