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
    for name in found.keys() & height.keys():
        for other in found[name] & height.keys():
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
            for b in others & seen - below.get(a, seen)
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


class WrongKnowsNoOtherModule:
    """Looks up the layer of each module, also of those that have none."""

    says = r"upward\(.*\nexpected: no error\ngot: +KeyError: 'json'"

    @staticmethod
    def upward(found, layers):
        height = {
            name: at for at, layer in enumerate(layers) for name in layer
        }
        return [
            f"{a} imports {b}"
            for a, others in found.items()
            for b in others
            if height[b] >= height[a]
        ]

    @staticmethod
    def circle(found):
        return walk(found)


class WrongNamesOthers:
    """Takes a module that is in no layer for one below, and for one above."""

    says = r"expected: \[\]\ngot: +\['tests imports"

    @staticmethod
    def upward(found, layers):
        height = {
            name: at for at, layer in enumerate(layers) for name in layer
        }
        return [
            f"{a} imports {b}"
            for a, others in found.items()
            for b in sorted(others)
            if height.get(b, -1) >= height.get(a, -1)
        ]

    @staticmethod
    def circle(found):
        return walk(found)


class WrongFollowsOneImport:
    """Goes on with the first import of each module, and with no other."""

    says = r"circle\(\{'a': \{.*\nexpected: modules of which each"

    @staticmethod
    def upward(found, layers):
        return [
            f"{name} imports {other}" for name, other in above(found, layers)
        ]

    @staticmethod
    def circle(found):
        for first in found:
            path = [first]
            while found.get(path[-1]):
                path.append(min(found[path[-1]]))
                if path[-1] in path[:-1]:
                    return path[path.index(path[-1]) :]
        return []


class WrongCircleOfKeysOnly:
    """Looks up what each module imports, also where nothing is known of it."""

    says = r"circle\(\{'a': \{'json'\}\}\)\nexpected: no error"

    @staticmethod
    def upward(found, layers):
        return [
            f"{name} imports {other}" for name, other in above(found, layers)
        ]

    @staticmethod
    def circle(found):
        done = []

        def visit(name, path):
            if name in path:
                return [*path[path.index(name) :], name]
            if name not in done:
                for other in found[name]:
                    if circle := visit(other, [*path, name]):
                        return circle
                done.append(name)
            return []

        return next(filter(None, (visit(name, []) for name in found)), [])
