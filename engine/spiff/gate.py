from __future__ import annotations


def judge(diagrams, tables):
    return []
