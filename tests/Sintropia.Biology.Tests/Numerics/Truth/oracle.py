"""Writes the truth that the tests of Sintropia.Biology.Numerics compare with, computed by mpmath at 60 digits.

Run `python3 oracle.py` in this folder. It writes
  <function>.txt   one result per line for the arguments that Arguments.cs draws by the same rule (base64 of 9 bytes)
  edges.txt        function, arguments and result at chosen places, as hexadecimal bits
A result is the nearest double (8 bytes, big-endian) and what it lacks, in 1/256 of its last place (1 signed byte).
"""
import base64
import math
import struct
from statistics import NormalDist
from mpmath import mp, mpf, exp, expm1, log, log1p, power, erfc, sqrt, pi, frexp, nint

mp.dps = 60
COUNT = 2000
MASK = (1 << 64) - 1


def raw(i, j):
    """SplitMix64 of the j-th number of the i-th argument."""
    z = ((4 * i + j + 1) * 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def unit(i, j):
    return (raw(i, j) >> 11) * 2.0**-53


def from_bits(bits):
    return struct.unpack(">d", struct.pack(">Q", bits))[0]


def bits_of(x):
    return struct.unpack(">Q", struct.pack(">d", x))[0]


def scaled(i, lowest, highest):
    """Positive, any significand, exponent from lowest to highest."""
    return from_bits(((1023 + lowest + raw(i, 2) % (highest - lowest + 1)) << 52) | (raw(i, 1) >> 12))


def signed(i, x):
    return -x if raw(i, 3) & 1 else x


def between(i, low, high):
    return low + (high - low) * unit(i, 0)


def exp_argument(i):
    rule = i % 4
    if rule == 0:
        return between(i, -745.2, 709.8)
    if rule == 1:
        return between(i, -2.0, 2.0)
    if rule == 2:
        return signed(i, scaled(i, -60, 8))
    return between(i, 700.0, 709.8) if i % 8 == 3 else between(i, -745.2, -707.0)


def expm1_argument(i):
    rule = i % 4
    if rule == 0:
        return between(i, -40.0, 709.8)
    if rule == 1:
        return between(i, -2.0, 2.0)
    if rule == 2:
        return signed(i, scaled(i, -60, 8))
    return between(i, -0.03, 0.03)


def log_argument(i):
    rule = i % 4
    if rule == 0:
        return from_bits(raw(i, 1) >> 12) if i % 16 == 12 else scaled(i, -1022, 1023)
    if rule == 1:
        return between(i, 0.5, 2.0)
    if rule == 2:
        return 1.0 + (unit(i, 0) - 0.5) * 2.0 ** -(i % 40)
    return between(i, 0.0, 1.0)


def log1p_argument(i):
    rule = i % 4
    if rule == 0:
        return scaled(i, -60, 1023)
    if rule == 1:
        return between(i, -1.0, 2.0)
    if rule == 2:
        return signed(i, scaled(i, -60, -1))
    return between(i, -0.03, 0.03)


def pow_arguments(i):
    rule = i % 4
    if rule == 0:
        exponent = raw(i, 2) % 2045 - 1022
        return (from_bits(((1023 + exponent) << 52) | (raw(i, 1) >> 12)), between(i, -1080.0, 1080.0) / (abs(exponent) + 1.0))
    if rule == 1:
        return (0.5 + 1.5 * unit(i, 1), between(i, -1000.0, 1000.0))
    if rule == 2:
        return (1.0 + (unit(i, 1) - 0.5) * 2.0**-10, between(i, -1048576.0, 1048576.0))
    return (1000.0 * unit(i, 1), between(i, -4.0, 4.0))


def cumulative_argument(i):
    rule = i % 4
    if rule == 0:
        return between(i, -38.5, 0.0)
    if rule == 1:
        return between(i, -3.0, 3.0)
    if rule == 2:
        return signed(i, scaled(i, -60, 2))
    return between(i, -8.0, 8.0)


def quantile_argument(i):
    rule = i % 4
    if rule == 0:
        return between(i, 0.0, 1.0)
    if rule == 1:
        return scaled(i, -1022, -2)
    if rule == 2:
        return 1.0 - (unit(i, 0) + 0.5) * 2.0 ** -(1 + i % 50)
    return between(i, 0.05, 0.1)


def gamma_arguments(i):
    rule = i % 4
    k = 1 + raw(i, 1) % (12 if i % 8 < 4 else 500)
    if rule == 0:
        return (k, k * (2.0 * unit(i, 0)))
    if rule == 1:
        return (k, abs(k + math.sqrt(k) * between(i, -6.0, 6.0)))
    if rule == 2:
        return (k, k * between(i, 0.0, 10.0))
    return (k, k * between(i, 0.0, 0.05))


def cumulative(x):
    return erfc(-mpf(x) / sqrt(2)) / 2


def quantile(p):
    if p == 0.5:
        return mpf(0)
    p, mirrored = (mpf(p), 1) if p < 0.5 else (1 - mpf(p), -1)
    z = mpf(NormalDist().inv_cdf(float(p)))
    for _ in range(5):
        # Newton's step on log Φ, which is nearly a parabola in the tail.
        below = cumulative(z)
        z -= log(below / p) * below * sqrt(2 * pi) * exp(z * z / 2)
    return mirrored * z


def lower(k, x):
    x, term, total = mpf(x), mpf(1), mpf(1)
    n = k
    while term > total * mpf(10) ** -60 or n < x:
        n += 1
        term *= x / n
        total += term
    return exp(k * log(x) - x) / mp.factorial(k) * total if x > 0 else mpf(0)


def upper(k, x):
    x, term, total = mpf(x), mpf(1), mpf(1)
    for n in range(1, k):
        term *= x / n
        total += term
    return exp(-x) * total


def entry(value):
    """The nearest double and what it lacks in 1/256 of its last place."""
    if value == 0:
        return struct.pack(">db", 0.0, 0)
    place = max(int(frexp(value)[1]) - 53, -1074)
    if nint(abs(value) / mpf(2) ** place) == 2**53:
        place += 1  # rounds up to a power of two, whose place is the wider one
    in_places = value / mpf(2) ** place
    whole = nint(in_places)
    if place > 971:
        return struct.pack(">db", math.copysign(math.inf, whole), 0)
    lacking = int(nint((in_places - whole) * 256))
    return struct.pack(">db", math.ldexp(int(whole), place), min(127, max(-128, lacking)))


TABLES = {
    "exp": (lambda i: (exp_argument(i),), lambda x: exp(mpf(x))),
    "expm1": (lambda i: (expm1_argument(i),), lambda x: expm1(mpf(x))),
    "log": (lambda i: (log_argument(i),), lambda x: log(mpf(x))),
    "log1p": (lambda i: (log1p_argument(i),), lambda x: log1p(mpf(x))),
    "pow": (pow_arguments, lambda x, y: power(mpf(x), mpf(y))),
    "cumulative": (lambda i: (cumulative_argument(i),), cumulative),
    "quantile": (lambda i: (quantile_argument(i),), quantile),
    "lower": (gamma_arguments, lower),
    "upper": (gamma_arguments, upper),
}

LARGEST, NORMAL, TINY = from_bits(0x7FEFFFFFFFFFFFFF), 2.0**-1022, from_bits(1)


def neighbours(*places):
    return [x for place in places for x in (math.nextafter(place, -math.inf), place, math.nextafter(place, math.inf))]


HALF_STEP = float(log(2) / 128)
EDGES = {
    "exp": [(x,) for x in neighbours(708.0, -708.0, 709.782712893384, -708.3964185322641, -744.4400719213812, -745.1332191019411, HALF_STEP, -HALF_STEP)
            + [0.0, -0.0, TINY, -TINY, 1.0, -1.0, 2.0**-53, -(2.0**-54), 1024.0, -1024.0]],
    "expm1": [(x,) for x in neighbours(708.0, -708.0, 709.782712893384, -37.42994775023704, HALF_STEP, -HALF_STEP, 3 * HALF_STEP, -3 * HALF_STEP)
              + [TINY, -TINY, 1.0, -1.0, 2.0**-54, -(2.0**-54), 2.0**-53]],
    "log": [(x,) for x in neighbours(1.0, 0.705078125, 1.41015625, 1 + 2.0**-8, 1 - 2.0**-9, NORMAL, 2.0, 0.5, math.e) + [TINY, LARGEST]],
    "log1p": [(x,) for x in neighbours(2.0**-8, -(2.0**-9), 1.0, -0.5, 2.0**53) + [math.nextafter(-1.0, 0.0), TINY, -TINY, NORMAL, 2.0**-54, LARGEST]],
    "pow": [(LARGEST, 1.0), (LARGEST, -1.0), (NORMAL, 1.0), (TINY, 1.0), (TINY, 0.5), (TINY, -0.5), (TINY, -1.0), (2.0, 1023.0), (2.0, 1024.0), (2.0, -1074.0),
            (2.0, -1075.0), (2.0, -1074.5), (2.0, -1022.5), (3.0, 2.0), (10.0, 22.0), (10.0, 308.0), (10.0, -320.0), (0.1, 3.0), (1 + 2.0**-52, 3.0e18), (1 - 2.0**-53, 6.0e18),
            (1.5, TINY), (1 + 2.0**-52, 2.0**-60)],
    "cumulative": [(x,) for x in neighbours(-0.67448975, 0.67448975, -5.656854249492381, 5.656854249492381, 0.0) + [-38.4, -38.48, -40.0, -41.0, 9.0, 40.0, 41.0]],
    "quantile": [(x,) for x in neighbours(0.075, 0.925, 0.5, math.exp(-25)) + [TINY, NORMAL, math.nextafter(1.0, 0.0)]],
    "lower": [(1, TINY), (1, 1e-300), (2, 1e-300), (2, 1e-200), (1, 1.0), (22, 21.9), (23, 22.9), (22, 22.0), (23, 23.0), (24, 24.0), (500, 500.0), (500, 499.9), (500, 1.0), (500, 150.0), (1, 800.0)],
    "upper": [(1, TINY), (1, 1.0), (1, 745.0), (22, 700.0), (23, 23.0), (24, 24.0), (24, 800.0), (500, 500.0), (500, 1000.0), (500, 2500.0), (500, 1.0), (500, 1e5)],
}


if __name__ == "__main__":
    for name, (arguments, truth) in TABLES.items():
        with open(name + ".txt", "w", newline="\n") as file:
            for i in range(COUNT):
                file.write(base64.b64encode(entry(truth(*arguments(i)))).decode() + "\n")
    with open("edges.txt", "w", newline="\n") as file:
        for name, places in EDGES.items():
            for place in places:
                value = entry(TABLES[name][1](*place))
                written = " ".join(f"{bits_of(float(x)):016x}" for x in place)
                file.write(f"{name} {written} {value[:8].hex()} {struct.unpack('>b', value[8:])[0]}\n")
