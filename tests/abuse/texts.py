"""What people type and paste: formulas, half of formulas, other people's formulas, and no formulas at all."""

from collections.abc import Callable
from random import Random

FORMULAS = """\
G(x, y) = x^2 - y^2
G(x, y) = x y (x^2 - y^2)/(x^2 + y^2)
G(x, y) = 1/(x + y)
F(x, y) = (x^2 - y, x y)
gradient(G, (1, 1))
tangent_plane(G, P)
partials(G, (a, 1))
jacobian_map(F, (1, 1))
critical_points(G)
surface(G)
streamlines(F)
∇G(3, 4)
hessian(G)
x^2 + y^2
(x y, x - y)
f(x) = x^3 - 3x
g(x) = sin(x)/x
h(x) = f(g(x))
y = 1/(x^2 - 5x + 6)
derivative(f)
tangent(f, 1)
tangent(f, a)
secant(f, 1, h)
riemann(f, 0, 2, 40)
integral(f, 0, 2)
taylor(g, 0, 7)
newton(f, 1.7)
zeros(f)
a = 1
h = 0.5
n = 7
b = 1e-9
P = (1, f(1))
x = 2
y = atan(9^9^9 (x-1))
9^9^9^9
integral(f(x), x, 0, a)
integral(x^2 e^-x, x)
integral(sin(x^3) e^-x, x)
integral(1/(x^5+x+1), x)
integral(tan(x), x, 0, pi)
limit(1/x, x, 0)
limit(sin(a x)/x, x, 0)
solve(x^3 - a x = 1, x)
solve(x + y = 3, x y = 2, x, y)
sum(1/k^2, k, 1, inf)
series(f(x), x, a, 9)
simplify(sin(x)^2 + cos(x)^2)
steps(integral(x ln(x), x))
y = gcd(x, 1)
y = x (x-3) / (x-3.001)
sin(exp(x))
x sin(1/x)
sin(1/x)
tan(1000x)
mod(x, 0.001)
floor(floor(10x)/floor(3x))
floor(x floor(x floor(x floor x)))
||x| - 1|
x|x|
sin^2 x
sin^-1 x
sin x/2
e^2x
√(x+1)
π r²
2·x×3÷4−1
2^-x
x^x^x
x!
1/x!
ln(ln(ln x))
sqrt(1 - x^2)
if(x < 0, -x, x^2)
f''(x) + f'(x)
f(x) = f(x)
u(x) = v(x)
v(x) = u(x)
sum(k, 1, 100, sin(k x)/k)
cos(x^9) e^(-x^2)
tan(tan(tan x))
x^100 - 1
(x-1)(x-2)(x-3)(x-4)(x-5)(x-6)(x-7)(x-8)
1e300 x^2
1e-300 x
# a note with $\\frac{x^2}{2}$ and **bold**
# ## 标题 $\\int_0^1 x\\,dx$\
""".splitlines()

LATEX = r"""
\frac{x^2}{2}
\sqrt{1-x^{2}}
\int_0^1 x^2\,dx
\frac{d}{dx}\left(\sin x\right)
\sum_{k=1}^{n}\frac{1}{k^2}
\lim_{x\to 0}\frac{\sin x}{x}
\begin{cases}x & x<0\\ x^2 & x\ge 0\end{cases}
f\left(x\right)=\left|x\right|
\frac{\frac{\frac{1}{x}}{x}}{\frac{x}{\frac{x}{2}}}
\left(\left(\left(x
$$ e^{i\pi}+1=0 $$
\textbf{hello}
""".strip().splitlines()

CHINESE = (
    "ｆ（ｘ）＝ｘ＾２",
    "正弦(x)",
    "，。；：（）【】",
    "x的平方",
    "# 函数 f 的切线",
    "ｓｉｎ（π／２）",
    "√２",
    "一二三",
)

TOKENS = (
    "x y t a b n f g h ( ) [ ] { } | , ; : = + - * / ^ ! ' ' _ . .. 0 1 2 10 0.001 1e9 1e-12 pi π e "
    "i ∞ < > <= ≤ ≠ sin cos tan ln log exp sqrt √ abs floor mod atan2 if derivative tangent integral "
    "riemann taylor newton secant zeros "
    'α θ ² ³ ⁻¹ · × ÷ − ° % & ~ " ` # $ \\ \\frac{ }'
).split()

LONG_FORMS: tuple[Callable[[int], str], ...] = (
    lambda n: "+".join(f"sin({k}x)" for k in range(1, n)),
    lambda n: "*".join(["(x+1)"] * n),
    lambda n: "(" * n + "x" + ")" * n,
    lambda n: "sin(" * n + "x" + ")" * n,
    lambda n: "x" + "^x" * n,
    lambda n: "-" * n + "x",
    lambda n: "|" * n,
    lambda n: "floor(x*" * n + "x" + ")" * n,
    lambda n: "1/(1+" * n + "x" + ")" * n,
    lambda n: "9" * n,
    lambda n: "x" * n,
    lambda n: "\\frac{" * n + "x" + "}{2}" * n,
    lambda n: "# " + "word $x^2$ " * n,
    lambda n: "sqrt(" * n + "x",
    lambda n: f"derivative(tan(sin(x)^2)*exp(x^3), {n})",
)


def formula(choose: Random) -> str:
    """A formula as it stands in a book, sometimes with a mistake of the keyboard."""
    text = choose.choice(FORMULAS)
    if choose.random() < 0.3 and text:
        place = choose.randrange(len(text))
        text = text[:place] + choose.choice(["", *TOKENS]) + text[place + 1 :]
    return text


def garbage(choose: Random) -> str:
    """Tokens in no order."""
    return choose.choice(("", " ")).join(choose.choices(TOKENS, k=choose.randint(1, 12)))


def long_one(choose: Random, most: int = 300) -> str:
    """A formula that nobody writes by hand."""
    return choose.choice(LONG_FORMS)(choose.choice((3, 10, 40, 120, most)))


def typed(choose: Random) -> str:
    """What is typed letter by letter."""
    kind = choose.random()
    if kind < 0.65:
        return formula(choose)
    if kind < 0.85:
        return garbage(choose)
    if kind < 0.95:
        return choose.choice(CHINESE)
    return long_one(choose, 40)[:80]


def pasted(choose: Random) -> str:
    """What comes out of another program."""
    kind = choose.random()
    if kind < 0.3:
        return choose.choice(LATEX)
    if kind < 0.5:
        return long_one(choose)
    if kind < 0.7:
        return "\n".join(formula(choose) for _ in range(choose.randint(2, 8)))
    if kind < 0.8:
        return choose.choice(CHINESE)
    if kind < 0.9:
        return "".join(chr(choose.randrange(1, 0x2FFF)) for _ in range(choose.randint(1, 200)))
    return choose.choice((garbage(choose), formula(choose) + " ") * 1) * choose.choice((1, 100, 4000))
