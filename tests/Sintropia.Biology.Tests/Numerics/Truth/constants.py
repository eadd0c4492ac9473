"""Derives the tables and polynomial coefficients of src/Sintropia.Biology/Numerics at 60 digits.

Run `python3 constants.py` (needs mpmath); it prints the rows of PowersOfTwo.cs and Logarithms.cs, and then the
coefficients of Elementary. Polynomials interpolate at Chebyshev nodes, which is within a few per cent of minimax here.
"""
import struct
from mpmath import mp, mpf, log, cos, pi, factorial, floor, matrix, lu_solve

mp.dps = 60


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def on_grid(x, places):
    """Nearest multiple of 2^-places: few enough bits that sums with other multiples are exact."""
    return floor(mpf(x) * 2**places + mpf(1) / 2) / mpf(2) ** places


def fit(function, half_width, coefficients):
    nodes = [half_width * cos((2 * i + 1) * pi / (2 * coefficients)) for i in range(coefficients)]
    rows = matrix([[node**j for j in range(coefficients)] for node in nodes])
    return [float(c) for c in lu_solve(rows, matrix([function(node) for node in nodes]))]


print("PowersOfTwo: bits of 2^(i/64) less i << 46, then the relative error of that double")
for i in range(64):
    exact = mpf(2) ** (mpf(i) / 64)
    near = float(exact)
    print(f"        0x{bits(near) - (i << 46):016X}, 0x{bits(float((exact - near) / near)):016X},")

print("Logarithms: 1/c, then log c on the grid of 2^-42, then the rest of log c; the fourth column aligns rows")
start = 0x3FE6900000000000
for i in range(128):
    low, high = from_bits(start + (i << 45)), from_bits(start + ((i + 1) << 45))
    inverse = 1.0 if low < 1 < high else float(2 / (mpf(low) + mpf(high)))
    logarithm = -log(mpf(inverse))
    coarse = on_grid(logarithm, 42)
    print(f"        {inverse!r}, {float(coarse)!r}, {float(logarithm - coarse)!r}, 0,")

print("ln 2 / 64 on the grid of 2^-40, the rest, 64 / ln 2:")
coarse = on_grid(log(2) / 64, 40)
print(repr(float(coarse)), repr(float(log(2) / 64 - coarse)), repr(float(64 / log(2))))
print("ln 2 on the grid of 2^-42, the rest:")
coarse = on_grid(log(2), 42)
print(repr(float(coarse)), repr(float(log(2) - coarse)))


def exp_second(r):
    return sum(r**n / factorial(n + 2) for n in range(40))


def log_third(r):
    return sum((-r) ** n / (n + 3) for n in range(40))


print("(exp r - 1 - r) / r^2:", fit(exp_second, log(2) / 128, 5))
print("(log(1 + r) - r + r^2/2) / r^3, five:", fit(log_third, mpf(2) ** -8, 5))
print("the same, six:", fit(log_third, mpf(2) ** -8, 6))
