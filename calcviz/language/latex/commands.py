"""What the commands of LaTeX are called in the language, as tables."""

from calcviz.language.reading.letters import GREEK

_SAME_SIGN = {
    "*": "cdot times ast",
    "/": "div slash",
    "<=": "le leq leqslant leqq",
    ">=": "ge geq geqslant geqq",
    "<": "lt",
    ">": "gt",
    "!=": "ne neq",
    "=": "equiv coloneqq coloneq",
    ":": "colon",
    "(": "lparen langle",
    ")": "rparen rangle",
    "[": "lbrack",
    "]": "rbrack",
    "\\{": "lbrace {",
    "\\}": "rbrace }",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "|": "vert lvert rvert mid",
    "'": "prime",
    "&": "&",
    "->": "to rightarrow longrightarrow",
    "∇": "nabla",
    "∂": "partial",
    "±": "pm",
    "∓": "mp",
}
SIGNS: dict[str, str] = {name: sign for sign, names in _SAME_SIGN.items() for name in names.split()}
"""Each command that is a sign, to the sign."""

SIGNS_ALONE = {"≤": "<=", "≥": ">=", "≠": "!=", "∣": "|", "→": "->", "∈": "in"}
"""Each single character that is a sign under another name."""

_VARIANTS = {
    "varphi": "φ",
    "varepsilon": "ε",
    "vartheta": "θ",
    "varsigma": "σ",
    "varrho": "ρ",
    "varkappa": "κ",
    "varpi": "π",
    "infty": "∞",
    "infin": "∞",
    "gamma": "γ",
    "Gamma": "Γ",
    "imath": "i",
    "ell": "l",
    "euler": "e",
}
LETTERS: dict[str, str] = {
    **{name: sign for sign, name in GREEK.items() if sign not in "ϑϕϵς"},
    **_VARIANTS,
}
"""Each command that is a letter or a constant, to its character."""

LOGIC: dict[str, str] = {
    "land": "and", "wedge": "and", "lor": "or", "vee": "or", "lnot": "not", "neg": "not",
    "and": "and", "or": "or", "not": "not", "und": "and", "oder": "or", "且": "and", "和": "and",
    "与": "and", "或": "or", "非": "not", "不": "not",
}  # fmt: skip
"""Each word that joins conditions, to the word of the language."""

RELATIONS = frozenset({"=", "<", ">", "<=", ">=", "!="})
"""The signs that compare."""

POINTS = frozenset({",", ".", ";"})
"""The points that end a formula, or a line of one."""

OTHERWISE = frozenset("otherwise else elsewhere sonst 否则 其他 其他情形 其它 其余".split())
"""The words before the last value of a list of cases."""

CONDITIONAL = frozenset("if for when where falls für wenn si pour 若 当 如果".split())
"""The words before a condition."""

IGNORED = frozenset(
    """displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits mathstrut strut nonumber notag
    boxed ensuremath bm boldsymbol mathbf mathcal mathscr mathfrak rm bf it sf mathord mathop mathrel mathbin
    mathopen mathclose hfill noindent relax allowbreak null big Big bigg Bigg bigm Bigm biggm Biggm
    left bigl Bigl biggl Biggl right bigr Bigr biggr Biggr middle vec overrightarrow""".split()
)
"""The commands that only change how a formula looks."""

OPENING = frozenset({"left", "bigl", "Bigl", "biggl", "Biggl", "lvert"})
CLOSING = frozenset({"right", "bigr", "Bigr", "biggr", "Biggr", "rvert"})

WORD_FONTS = (
    "text textrm textit textbf textsf texttt textnormal mbox mathrm mathit mathsf mathtt operatorname"
)
"""The commands whose argument is a word."""

MATRICES = frozenset({"matrix", "pmatrix", "bmatrix", "vmatrix", "Bmatrix", "smallmatrix"})
LISTS_OF_CASES = frozenset({"cases", "dcases", "rcases", "array"})
"""The environments whose lines are parts of one formula."""
DISPLAYS = frozenset(
    """equation align gather multline eqnarray aligned split gathered alignat alignedat flalign displaymath
    math document""".split()
)
"""The environments that set each line as a formula of its own."""
