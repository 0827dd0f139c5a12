"""Numbers in closed form: rational combinations of square roots times powers of pi, e and logarithms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from math import gcd, isqrt

PI = Decimal(
    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211707"
)

DIGITS = 60
DOUBT = Decimal("1e-40")
"""A sum nearer to 0 than this, relative to its terms, has no known sign."""

MOST_TERMS, MOST_BITS, LARGEST_EXPONENT = 12, 600, 40

Factor = tuple[str, Fraction]
"""A generator ("pi", "e", or "ln 2" for a logarithm of a prime) and its power."""

Key = tuple[int, tuple[Factor, ...]]
"""The square root of a whole number without square factors, times powers of generators."""

RATIONAL: Key = (1, ())


class NoForm(Exception):
    """The number has no such form, or is undefined, or nobody knows."""


@dataclass(frozen=True)
class Closed:
    """A sum of terms coefficient · √d · πᵏ · eʳ · …; no terms is 0, and then it is proven to be 0.

    Two different sums may still be the same number; then `sign` is None for their difference.
    """

    terms: Mapping[Key, Fraction] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    @cached_property
    def rational(self) -> Fraction | None:
        """The number where it is rational."""
        if not self.terms:
            return Fraction(0)
        return self.terms[RATIONAL] if len(self.terms) == 1 and RATIONAL in self.terms else None

    @cached_property
    def half_turns(self) -> Fraction | None:
        """r where the number is r·π."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get((1, (("pi", Fraction(1)),))) if len(self.terms) == 1 else None

    @cached_property
    def decimal(self) -> Decimal:
        """The number to some 50 digits."""
        with localcontext() as context:
            context.prec = DIGITS
            return sum((_size(key, c) for key, c in self.terms.items()), Decimal(0))

    @cached_property
    def sign(self) -> int | None:
        """-1, 0 or 1, proven; None where the digits do not tell."""
        if not self.terms:
            return 0
        with localcontext() as context:
            context.prec = DIGITS
            size = sum(abs(_size(key, c)) for key, c in self.terms.items())
            if abs(self.decimal) <= DOUBT * size:
                return None
        return 1 if self.decimal > 0 else -1

    def __float__(self) -> float:
        return float(self.decimal)

    def __add__(self, other: "Closed") -> "Closed":
        terms = dict(self.terms)
        for key, c in other.terms.items():
            terms[key] = terms.get(key, Fraction(0)) + c
        return _checked(terms)

    def __neg__(self) -> "Closed":
        return Closed({key: -c for key, c in self.terms.items()})

    def __mul__(self, other: "Closed") -> "Closed":
        terms: dict[Key, Fraction] = {}
        for p, a in self.terms.items():
            for q, b in other.terms.items():
                key, c = _multiplied(p, q)
                terms[key] = terms.get(key, Fraction(0)) + a * b * c
        return _checked(terms)

    def inverse(self) -> "Closed":
        """1/self; raises NoForm where it has none and for 0."""
        if len(self.terms) == 1:
            (((d, factors), c),) = self.terms.items()
            return Closed({(d, tuple((name, -r) for name, r in factors)): 1 / (c * d)})
        if len(self.terms) == 2 and self.sign:
            (p, a), (q, b) = self.terms.items()
            conjugate = Closed({p: a, q: -b})
            product = self * conjugate
            if len(product.terms) == 1:
                return conjugate * product.inverse()
        raise NoForm

    def power(self, n: int) -> "Closed":
        """self to a whole power; raises NoForm for 0 to a negative power or beyond LARGEST_EXPONENT."""
        if abs(n) > LARGEST_EXPONENT:
            raise NoForm
        base, result = self if n >= 0 else self.inverse(), closed(1)
        for _ in range(abs(n)):
            result = result * base
        return result

    def root(self) -> "Closed":
        """The square root; raises NoForm where it has none."""
        value = self.rational
        if value is not None:
            return square_root(value)
        if len(self.terms) == 1:
            (((d, factors), c),) = self.terms.items()
            if d == 1 and all((r / 2).denominator == 1 or name == "e" for name, r in factors):
                return square_root(c) * Closed(
                    {(1, tuple((name, r / 2) for name, r in factors)): Fraction(1)}
                )
        return self._denested()

    def _denested(self) -> "Closed":
        """√(p + q√d) = √u ± √v with u, v = (p ± √(p² - q²d))/2, where these are rational."""
        p = self.terms.get(RATIONAL)
        other = [key for key in self.terms if key != RATIONAL]
        if p is None or len(other) != 1 or other[0][1] or self.sign != 1:
            raise NoForm
        q, d = self.terms[other[0]], other[0][0]
        inner = square_root(p * p - q * q * d).rational if p * p >= q * q * d else None
        if inner is None:
            raise NoForm
        u, v = square_root((p + inner) / 2), square_root((p - inner) / 2)
        return u + v if q > 0 else u + -v


def closed(value: int | Fraction) -> Closed:
    """A rational number."""
    return Closed({RATIONAL: Fraction(value)}) if value else Closed()


def generator(name: str, power: Fraction = Fraction(1)) -> Closed:
    """pi, e or "ln 2" to a power."""
    return Closed({(1, ((name, power),)): Fraction(1)}) if power else closed(1)


def half_turn(r: Fraction) -> Closed:
    """r·π."""
    return closed(r) * generator("pi")


def square_root(value: Fraction) -> Closed:
    """√value; raises NoForm for a negative number and one too large to take to pieces."""
    if value < 0:
        raise NoForm
    whole, free = _square_free(value.numerator * value.denominator)
    return Closed({(free, ()): Fraction(whole, value.denominator)}) if value else Closed()


def logarithm(value: Fraction) -> Closed:
    """ln value as a combination of logarithms of primes."""
    if value <= 0:
        raise NoForm
    result = Closed()
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime in _primes(n):
            result = result + closed(sign) * generator(f"ln {prime}")
    return result


def _primes(n: int) -> Iterator[int]:
    """The prime factors of n; raises NoForm where one is too large to be found."""
    if n.bit_length() > 60:
        raise NoForm
    p = 2
    while p * p <= n:
        if p > 2000:
            raise NoForm
        while n % p == 0:
            yield p
            n //= p
        p += 1
    if n > 1:
        yield n


def _square_free(n: int) -> tuple[int, int]:
    """a, b with n = a²b and b without square factors."""
    if isqrt(n) ** 2 == n:
        return isqrt(n), 1
    whole, free = 1, 1
    for p in _primes(n):
        whole, free = (whole * p, free // p) if free % p == 0 else (whole, free * p)
    return whole, free


def _multiplied(p: Key, q: Key) -> tuple[Key, Fraction]:
    """The product of two keys and the rational number that comes out of the roots."""
    common = gcd(p[0], q[0])
    powers = dict(p[1])
    for name, r in q[1]:
        powers[name] = powers.get(name, Fraction(0)) + r
    factors = tuple(sorted((name, r) for name, r in powers.items() if r))
    return (p[0] * q[0] // common**2, factors), Fraction(common)


def _checked(terms: dict[Key, Fraction]) -> Closed:
    """The sum without the terms that vanish; raises NoForm where it grows out of hand."""
    kept = {key: c for key, c in terms.items() if c}
    large = any(max(c.numerator.bit_length(), c.denominator.bit_length()) > MOST_BITS for c in kept.values())
    if large or len(kept) > MOST_TERMS:
        raise NoForm
    return Closed(kept)


def _size(key: Key, c: Fraction) -> Decimal:
    """The value of one term."""
    value = Decimal(c.numerator) / Decimal(c.denominator)
    if key[0] != 1:
        value *= Decimal(key[0]).sqrt()
    for name, r in key[1]:
        value *= _generated(name, Decimal(r.numerator) / Decimal(r.denominator))
    return value


def _generated(name: str, power: Decimal) -> Decimal:
    if name == "e":
        return power.exp()
    number = PI if name == "pi" else Decimal(int(name[3:])).ln()
    return number**power
