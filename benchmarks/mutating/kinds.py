"""The kinds of small changes: those of mutmut and cosmic-ray, and a few more (a condition turned round, ``any`` for ``all``).

Left out is what no caller sees: docstrings, annotations, assertions, f-strings, imports, caches, ``zip(…, strict=True)``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

Change = Callable[[Any], ast.AST | None]
"""Changes a node in place, or answers what stands instead of it."""

_OTHER: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Div,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.Pow: ast.Mult,
}  # fmt: skip
_TWINS = ("any all", "min max", "lower upper", "lstrip rstrip", "find rfind", "index rindex", "ljust rjust", "split rsplit")
_TWINS += ("removeprefix removesuffix", "partition rpartition", "startswith endswith", "append extend")
_TWIN = {one: other for pair in map(str.split, _TWINS) for one, other in (pair, pair[::-1])}
_UNSEEN = {"strict", "maxsize", "frozen", "key_only"}
"""Arguments that guard or hasten, and change nothing that comes out."""


def parts(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node that may be changed: its parent, the parent's field, the place in it if it is a list, and itself."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params") or (isinstance(tree, ast.ClassDef) and name == "keywords"):
            continue
        for place, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST) and not _is_left_out(child) and not (name == "decorator_list" and _is_a_cache(child)):
                yield tree, name, place if isinstance(value, list) else None, child
                yield from parts(child)


def _is_left_out(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.keyword):
        return node.arg in _UNSEEN
    if isinstance(node, ast.Assign):
        return _is_a_type(node)
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    return isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom)


def _is_a_type(node: ast.Assign) -> bool:
    """``Key = tuple[int, str]``: the name of a type, which is asked by nobody but mypy."""
    (target, *_) = node.targets
    return isinstance(target, ast.Name) and target.id[:1].isupper() and not target.id.isupper()


def _is_a_cache(decorator: ast.AST) -> bool:
    return "cache" in ast.unparse(decorator)


def changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The ways to change this node, each with the name of its kind."""
    for kind, of_kind in _KINDS.items():
        for change in of_kind(node):
            yield kind, change


def _comparisons(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for place in range(len(node.ops)):
            yield lambda it, place=place: it.ops.__setitem__(place, _OTHER[type(it.ops[place])]())


def _operators(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in _OTHER:
        yield lambda it: setattr(it, "op", _OTHER[type(it.op)]())
    if isinstance(node, ast.AugAssign):
        yield lambda it: ast.Assign([it.target], it.value, lineno=it.lineno)
    if isinstance(node, ast.UnaryOp):
        yield lambda it: it.operand


def _conditions(node: ast.AST) -> Iterator[Change]:
    plain = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.NamedExpr)
    if isinstance(node, ast.If | ast.IfExp | ast.While) and isinstance(node.test, plain):
        yield lambda it: setattr(it, "test", ast.UnaryOp(ast.Not(), it.test))
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            yield lambda it, place=place: it.ifs.pop(place) and None


def _constants(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield lambda it: setattr(it, "value", not it.value)
    elif isinstance(node.value, int | float):
        yield lambda it: setattr(it, "value", it.value + 1)
    elif isinstance(node.value, str):
        yield lambda it: setattr(it, "value", f"XX{it.value}XX")
    elif isinstance(node.value, bytes):
        yield lambda it: setattr(it, "value", b"XX" + it.value + b"XX")


def _values(node: ast.AST) -> Iterator[Change]:
    """What is returned or assigned becomes None, and None something."""
    if isinstance(node, ast.Return | ast.Assign | ast.AnnAssign) and node.value is not None:
        none = isinstance(node.value, ast.Constant) and node.value.value is None
        yield lambda it: setattr(it, "value", ast.Constant("" if none else None))
    if isinstance(node, ast.Lambda):
        yield lambda it: setattr(it, "body", ast.Constant(None))


def _arguments(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    for place, given in enumerate(node.args):
        if not (isinstance(given, ast.Constant) and given.value is None) and not isinstance(given, ast.Starred):
            yield lambda it, place=place: it.args.__setitem__(place, ast.Constant(None))
    for place, named in enumerate(node.keywords):
        if named.arg not in _UNSEEN:
            yield lambda it, place=place: it.keywords.pop(place) and None


def _slices(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Slice):
        for end in ("lower", "upper", "step"):
            if getattr(node, end) is not None:
                yield lambda it, end=end: setattr(it, end, None)


def _statements(node: ast.AST) -> Iterator[Change]:
    """A statement is left out, a loop is left where it went on, or the other way round."""
    if isinstance(node, ast.Expr | ast.Raise | ast.Delete):
        yield lambda it: ast.Pass()
    if isinstance(node, ast.Break):
        yield lambda it: ast.Continue()
    if isinstance(node, ast.Continue):
        yield lambda it: ast.Break()


def _names(node: ast.AST) -> Iterator[Change]:
    """The twin of a method or a function: ``lstrip`` for ``rstrip``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TWIN:
        yield lambda it: setattr(it, "func", ast.Name(_TWIN[it.func.id], ast.Load()))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _TWIN:
        yield lambda it: setattr(it, "func", ast.Attribute(it.func.value, _TWIN[it.func.attr], ast.Load()))


def _decorators(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        for place, decorator in enumerate(node.decorator_list):
            if not _is_a_cache(decorator):
                yield lambda it, place=place: it.decorator_list.pop(place) and None


_KINDS: dict[str, Callable[[ast.AST], Iterator[Change]]] = {
    "comparison": _comparisons, "operator": _operators, "condition": _conditions, "constant": _constants, "value": _values,
    "argument": _arguments, "slice": _slices, "statement": _statements, "name": _names, "decorator": _decorators,
}  # fmt: skip
