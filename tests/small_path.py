"""The smallest path of questions: one question, two answers, two leaves."""

PATH = """\
title: What now?
description: Two answers lead to one thing to do today.
updated: 2026-02-03
questions:
  - id: start
    ask: Did they write to you?
    answers:
      - {say: They did, go: read-it}
      - {say: They did not, go: ask}
leaves:
  - id: read-it
    title: Read it
    do: Read it today.
    say: Thank you.
    page: index.md
    help: index.md
    team: Be kind.
  - id: ask
    title: Ask
    do: Ask and wait.
    say: Could you write?
    page: index.md
    help: index.md
    team: Be kind.
"""
