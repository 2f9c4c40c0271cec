"""One module of checks for each exercise; pytest and ``helpline check`` run the same ones.

A check is a function ``check_...(my: Answer)``. Its docstring says which behavior it looks for, and
is what a reader is told. It accepts whatever the exercise allows, and not only our solution.
"""
