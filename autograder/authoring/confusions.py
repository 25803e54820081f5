"""What is taken for what: operators, functions and copies that learners confuse."""

from __future__ import annotations

import ast

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
}
# Functions and methods that are taken for each other.
NAMES: dict[str, tuple[str, ...]] = {
    "any": ("all",),
    "all": ("any",),
    "min": ("max",),
    "max": ("min",),
    "mean": ("median", "sum"),
    "fmean": ("median",),
    "median": ("mean",),
    "sum": ("max",),
    "argmin": ("argmax",),
    "argmax": ("argmin",),
    "amin": ("amax",),
    "amax": ("amin",),
    "nlargest": ("nsmallest",),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "log": ("log2",),
    "log2": ("log",),
    "log1p": ("log",),
    "std": ("var",),
    "var": ("std",),
    "union": ("intersection",),
    "add_": ("sub_",),
    "sub_": ("add_",),
    "append": ("extend",),
    "float64": ("float32",),
    "double": ("float",),
    "inf": ("nan",),
}
# Calls whose result is sometimes taken for their argument: copies, orders, other kinds.
LOSABLE = {"list", "dict", "set", "tuple", "sorted", "reversed", "abs", "deepcopy", "copy", "round"}
# The same for methods, where it is what they are called on.
LOSABLE_METHODS = {"copy", "clone", "detach", "abs", "double", "flatten", "sort", "unique"}
