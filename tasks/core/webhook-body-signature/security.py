import math
import struct

from bifocal import attempt
from solution import check_body, sign_body

KEY = b"k3y-of-the-shop-0001"
PRIMES = [n for n in range(2, 410) if all(n % d for d in range(2, n))]


def root_fractions(bits, count):
    """The first bits behind the point of the cube roots of the first primes: the constants of SHA-2."""
    constants = []
    for prime in PRIMES[:count]:
        root, target = 0, prime << 3 * bits
        for bit in range(bits + 4, -1, -1):
            if (root | 1 << bit) ** 3 <= target:
                root |= 1 << bit
        constants.append(root & (1 << bits) - 1)
    return constants


def sha2_block(state, block, bits, turns):
    mask = (1 << bits) - 1

    def turn(x, n):
        return (x >> n | x << bits - n) & mask

    (s0, s1), (t0, t1) = turns[:2], turns[2:]
    rounds = 64 if bits == 32 else 80
    w = list(struct.unpack(">16I" if bits == 32 else ">16Q", block))
    for i in range(16, rounds):
        x, y = w[i - 15], w[i - 2]
        first = turn(x, s0[0]) ^ turn(x, s0[1]) ^ x >> s0[2]
        second = turn(y, s1[0]) ^ turn(y, s1[1]) ^ y >> s1[2]
        w.append((w[i - 16] + w[i - 7] + first + second) & mask)
    a, b, c, d, e, f, g, h = state
    for k, word in zip(root_fractions(bits, rounds), w):
        one = h + (turn(e, t1[0]) ^ turn(e, t1[1]) ^ turn(e, t1[2])) + (e & f ^ ~e & g) + k + word
        two = (turn(a, t0[0]) ^ turn(a, t0[1]) ^ turn(a, t0[2])) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (one + two) & mask, a, b, c, (d + one) & mask, e, f, g
    return [(x + y) & mask for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def sha256_block(state, block):
    return sha2_block(state, block, 32, ((7, 18, 3), (17, 19, 10), (2, 13, 22), (6, 11, 25)))


def sha512_block(state, block):
    return sha2_block(state, block, 64, ((1, 8, 7), (19, 61, 6), (28, 34, 39), (14, 18, 41)))


def sha1_block(state, block):
    def turn(x, n):
        return (x << n | x >> 32 - n) & 0xFFFFFFFF

    w = list(struct.unpack(">16I", block))
    for i in range(16, 80):
        w.append(turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1))
    a, b, c, d, e = state
    for i in range(80):
        f, k = (
            (b & c | ~b & d, 0x5A827999), (b ^ c ^ d, 0x6ED9EBA1), (b & c | b & d | c & d, 0x8F1BBCDC),
            (b ^ c ^ d, 0xCA62C1D6),
        )[i // 20]
        a, b, c, d, e = (turn(a, 5) + f + e + k + w[i]) & 0xFFFFFFFF, a, turn(b, 30), c, d
    return [(x + y) & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d, e))]


def md5_block(state, block):
    words = struct.unpack("<16I", block)
    turns = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))
    a, b, c, d = state
    for i in range(64):
        f, index = (
            (b & c | ~b & d, i), (d & b | ~d & c, 5 * i + 1), (b ^ c ^ d, 3 * i + 5), (c ^ (b | ~d), 7 * i),
        )[i // 16]
        constant = int(abs(math.sin(i + 1)) * 2**32)
        x, n = (a + f + constant + words[index % 16]) & 0xFFFFFFFF, turns[i // 16][i % 4]
        a, b, c, d = d, (b + (x << n | x >> 32 - n)) & 0xFFFFFFFF, b, c
    return [(x + y) & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d))]


# hex digits of the signature: compression function, bytes in a block, format of the state
KINDS = {32: (md5_block, 64, "<4I"), 40: (sha1_block, 64, ">5I"), 64: (sha256_block, 64, ">8I"),
         128: (sha512_block, 128, ">8Q")}


def padding(length, block, order):
    """What the hash function itself appends to a message of this length."""
    field = block // 8
    return b"\x80" + bytes(-(length + 1 + field) % block) + (8 * length).to_bytes(field, order)


def extended(body, signature, addition, prefix):
    """A longer body and its signature, made from a hash over `prefix` unknown bytes and the body."""
    compress, block, layout = KINDS[len(signature)]
    order = "little" if layout.startswith("<") else "big"
    glue = padding(prefix + len(body), block, order)
    state = struct.unpack(layout, bytes.fromhex(signature))
    tail = addition + padding(prefix + len(body) + len(glue) + len(addition), block, order)
    for start in range(0, len(tail), block):
        state = compress(state, tail[start:start + block])
    return body + glue + addition, struct.pack(layout, *state).hex()


def forged(body, addition):
    signature = attempt(sign_body, KEY, body)
    if not isinstance(signature, str) or len(signature) not in KINDS:
        return False
    for prefix in (len(KEY), len(KEY) + 1, 2 * len(KEY)):
        longer, new_signature = extended(body, signature, addition, prefix)
        if attempt(check_body, KEY, longer, new_signature) is True:
            return True
    return False


def test_an_order_cannot_be_extended_without_the_key():
    assert not forged(b"order=7&amount=10&to=shop", b"&amount=9999&to=mallory")


def test_an_empty_call_cannot_be_extended_without_the_key():
    assert not forged(b"", b"order=8&amount=9999&to=mallory")
