"""The numeric referee: nothing that sympy says is called exact before numbers agree."""
