"""Answers to exercise 1.1.4."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter


def walk(found):
    """Return a circle, in the direction of the imports."""
    done = set()

    def visit(name, path):
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(found.get(name, ())):
            circle = visit(other, [*path, name])
            if circle:
                return circle
        done.add(name)
        return []

    return next(filter(None, (visit(name, []) for name in found)), [])


def above(found, layers):
    """Return pairs of modules, each with one that isn't below it."""
    height = {name: at for at, layer in enumerate(layers) for name in layer}
    for name, others in found.items():
        for other in others:
            if height[other] >= height[name]:
                yield name, other


class RightByWalking:
    @staticmethod
    def upward(found, layers):
        return [
            f"{name} imports {other}" for name, other in above(found, layers)
        ]

    @staticmethod
    def circle(found):
        return walk(found)


class RightByStripping:
    """Takes away what imports nothing, again and again; what is left has a circle."""

    @staticmethod
    def upward(found, layers):
        below, seen = {}, set()
        for layer in layers:
            below |= dict.fromkeys(layer, frozenset(seen))
            seen |= set(layer)
        return {
            f"{a} imports {b}"
            for a, others in found.items()
            for b in others - below[a]
        }

    @staticmethod
    def circle(found):
        left = {name: set(others) for name, others in found.items()}
        while True:
            done = {
                name
                for name, others in left.items()
                if not others & left.keys()
            }
            if not done:
                break
            left = {
                name: others
                for name, others in left.items()
                if name not in done
            }
        if not left:
            return []
        path = [min(left)]
        while path.count(path[-1]) < 2:
            path.append(min(left[path[-1]] & left.keys()))
        return path[path.index(path[-1]) :]


class WrongUpOnly:
    says = r"expected: \['a imports b'\]"

    @staticmethod
    def upward(found, layers):
        height = {
            name: at for at, layer in enumerate(layers) for name in layer
        }
        pairs = above(found, layers)
        return [
            f"{a} imports {b}" for a, b in pairs if height[a] != height[b]
        ]

    @staticmethod
    def circle(found):
        return walk(found)


class WrongYesOrNo:
    says = r"expected: a list"

    @staticmethod
    def upward(found, layers):
        return [
            f"{name} imports {other}" for name, other in above(found, layers)
        ]

    @staticmethod
    def circle(found):
        try:
            TopologicalSorter(found).prepare()
        except CycleError:
            return True
        return False
