"""Pages as people write them, for the tests of the form editor."""

from __future__ import annotations

SUMMARY = "What to bring along, whom to ask, and how to be heard by everyone in the room."
# Each page is written as people write, in every form that the check accepts: comments, both kinds
# of quotes, lists in brackets or not indented, a time, engineers' keys, folded long texts.
PAGES = {
    "articles/posts/what-to-bring.md": f"""\
---
# Ask Kim before you change this.
date: 2026-11-23T11:58:00
title: "What to bring: a list"   # the office says so too
slug: what-to-bring
description: '{SUMMARY}'

categories: [Meetings, "The plan"]
checked: 2026-11-24
letter:
- say-hello
- ask-to-meet
checklist: pens
questions:
    - "What do I bring: a pen?"
    - Who comes?
---

Some *short* answer.

<!-- more -->


## More
Two  blanks, a	tab, and trailing ones.\x20\x20

- [x] done
* other
""",
    "articles/posts/plain.md": f"""\
---
title: Plain
slug: plain
date: 2026-01-01
description: {SUMMARY}
categories:
  - Meetings
checked: 2026-01-01
---

Short answer.

<!-- more -->

## More

Text.
""",
    "articles/posts/not-ready.md": f"""\
---
title: Not ready
slug: not-ready
date: 2026-01-01
description: {SUMMARY}
categories: [Meetings]
checked: 2026-01-01
draft: true
---

Short answer.

<!-- more -->

## More

Text.
""",
    "checklists/pens.md": f"""\
---
title: Pens
description: >-
  {SUMMARY[:40]}
  {SUMMARY[40:]}
purpose: All the pens you need.
fields: ["Child's name", 'Day: which one']
notes: 3
updated: 2026-01-01
---
- [ ] A blue pen.
""",
    "letters/say-hello.md": f"""\
---
title: Say hello
description: {SUMMARY}
subject: "[child's name]"
updated: 2026-01-01
---

## The letter

Dear [name],
""",
    "letters/ask-to-meet.md": f"""\
---
title: Ask to meet
description: {SUMMARY}
subject: A meeting
updated: 2026-01-01
---

## The letter

Dear [name],
""",
    "glossary/pen.md": f"---\ntitle: Pen\ndescription: {SUMMARY}\nalso: [quill]\n---\n\nInk.\n",
    "glossary/index.md": f"---\ntitle: Words\ndescription: {SUMMARY}\n---\n\nAll words.\n",
    "articles/index.md": f"---\ntitle: Articles\ndescription: {SUMMARY}\n---\n\nAll of them.\n",
    "about/contact.md": f"""\
---
template: contact.html
title: Contact
description: {SUMMARY}
---

Call.
""",
    "guides/year.md": f"""\
---
title: The year
description: {SUMMARY}
hide: [toc]
search: {{exclude: true}}
---

A year has seasons.
""",
    "index.md": f"""\
---
template: home.html
title: The library
description: {SUMMARY}
promise: Words that help.
tasks:
  # a task for each door
  - {{text: "Fall: start", page: letters/ask-to-meet.md}}
  - text: We have a meeting
    page: letters/ask-to-meet.md
---
""",
    "services.md": f"---\ntitle: Services\ndescription: {SUMMARY}\n---\n\nWhat we do.\n",
}
