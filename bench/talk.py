"""Says a question as people say it: with talk around it, in one breath, or mistyped.

Fixed: the same question gives the same sentences on every machine. Each kind of talk has wordings
to choose methods and words by, and others that are asked only with the sets kept for the end.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    """One kind of talk. {} stands for the question."""

    name: str
    tune: tuple[str, ...]
    apart: tuple[str, ...]  # kept apart
    without_signs: bool = False  # in one breath: no commas, no capital letters


TALK = (
    Talk(
        "greeting",
        (
            "hello, i have a question. {}",
            "hi there, hope someone can help me with this: {}",
            "good morning, quick question, {}",
            "Hi! First time here. I have a question about my son. {}",
        ),
        (
            "Hello everyone, new here and not sure where to post this. {}",
            "hey guys, just wondering, {}",
            "good evening and sorry to bother you, {}",
            "Hi all. Looking for some advice please. {}",
        ),
    ),
    Talk(
        "who i am",
        (
            "i am a single mom in ohio and {}",
            "I'm a dad of three boys, my wife works nights. {}",
            "we just moved here from texas and we do not know anyone, {}",
            "i am a stay at home mother of twins and {}",
        ),
        (
            "as a single father working two jobs in michigan, {}",
            "I'm 34 and a full time nurse with four kids at home. {}",
            "my husband and i live in rural georgia and {}",
            "i am a young mom from chicago and i have nobody to ask, {}",
        ),
    ),
    Talk(
        "age and grade",
        (
            "{} he is in third grade",
            "my daughter is 8 years old and in 2nd grade. {}",
            "{} she just turned 11 and goes to middle school",
            "my son is a 5th grader, {}",
        ),
        (
            "my boy, age 7, first grader, {}",
            "{} he's nine and in the fourth grade at a public school",
            "our daughter will be thirteen in march and is in 7th. {}",
            "my 10 year old is in 5th grade and {}",
        ),
    ),
    Talk(
        "diagnosis",
        (
            "my daughter has adhd. {}",
            "my son was diagnosed with autism last year, {}",
            "my child has dyslexia and anxiety and {}",
            "{} (he has down syndrome)",
        ),
        (
            "our son is on the spectrum and nonverbal. {}",
            "she was just diagnosed with adhd and dyslexia by her doctor, {}",
            "my little guy has cerebral palsy and {}",
            "{} she has a learning disability by the way",
        ),
    ),
    Talk(
        "feelings",
        (
            "i am so frustrated and worried. {}",
            "i'm at my wits end and don't know what to do anymore, {}",
            "{} this is making me crazy and i cry every night",
            "i feel like a bad mother and i am losing sleep over this, {}",
        ),
        (
            "honestly i am exhausted and scared for him. {}",
            "{} i'm heartbroken and so tired of it all",
            "not gonna lie i am pretty upset right now, {}",
            "this whole thing has been a nightmare and i feel hopeless. {}",
        ),
    ),
    Talk(
        "thanks",
        (
            "{} thank you so much for any advice",
            "{} Thanks in advance!",
            "{} any help would be great, god bless",
            "please help me, {} thank you",
        ),
        (
            "{} Appreciate any input, have a wonderful day.",
            "{} i would be so grateful for an answer",
            "{} many thanks from a tired mama",
            "can anyone tell me {} thanks a bunch",
        ),
    ),
    Talk(
        "to a device",
        ("hey google {}", "ok google {}", "alexa {}", "siri can you tell me {}"),
        (
            "hey siri {}",
            "ok google search for {}",
            "alexa i have a question {}",
            "hi chat gpt please explain {}",
        ),
    ),
    Talk(
        "in one breath",
        (
            "hi so my daughter is in 2nd grade and has adhd and i am worried because {}",
            "ok so my son is 9 and he has autism and we live in florida and {} and i dont know what"
            " to do",
            "hello i am a mother of two and my oldest is in middle school and {} thank you",
            "so basically my kid is six and he started school this year and {} and nobody helps me",
        ),
        (
            "hey everyone so my son who is twelve has been having a hard time and {} and i really"
            " need some advice thanks",
            "good afternoon my name is maria and i have a little girl in first grade with autism"
            " and {} please help",
            "um so yeah my stepson is in high school he has adhd and i wanted to know {}",
            "i am a grandma raising my grandson he is seven and in second grade and i was wondering"
            " {}",
        ),
        without_signs=True,
    ),
    Talk(
        "in a mail",
        (
            "Subject: question\n\nDear IEP Partner,\n\nI hope you are doing well. My name is Anna"
            " and I found your website today. {}\n\nThank you for your time.\n\nBest regards,\n"
            "Anna\nSent from my iPhone",
            "Good morning Mrs. Miller,\n\nI hope you had a nice weekend. I wanted to ask you"
            " something. {}\n\nLooking forward to hearing from you.\n\nSincerely,\nMaria",
        ),
        (
            "Hello,\n\nmy neighbor told me about your page, so I thought I would write to you."
            " {}\n\nPlease let me know what you think.\n\nKind regards,\nTom\n555-0100",
            "Hi Ms. Johnson,\n\nsorry for the long message! I have been meaning to ask: {}\n\n"
            "Have a great day,\nJennifer",
        ),
    ),
)
SIGNS = re.compile(r"[^\w\s'\u2019]+")
BESIDE = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}


def with_talk(question: str, kind: Talk, *, apart: bool) -> str:
    """Return the question with talk of a kind around it; `apart`: in the wordings kept apart."""
    wordings = kind.apart if apart else kind.tune
    said = wordings[_number(question, kind.name) % len(wordings)].format(question)
    return SIGNS.sub(" ", said).lower() if kind.without_signs else said


def with_typos(question: str, count: int) -> str:
    """Return the question with so many slips of the thumb, each in another word if there are."""
    chance = random.Random(_number(question, "typos"))
    words = re.split(r"(\W+)", question)
    long = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for n in chance.sample(long, min(count, len(long))):
        words[n] = _mistyped(words[n], chance)
    return "".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    """Return a word with one slip: a letter left out, twice, beside the right one, or swapped."""
    at = chance.randrange(1, len(word) - 1)
    letter = word[at]
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + chance.choice(BESIDE.get(letter.lower(), letter)) + word[at + 1 :],
        word[:at] + word[at + 1] + letter + word[at + 2 :],
    )
    return chance.choice(slips)


def _number(question: str, purpose: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{purpose}:{question}".encode()).digest()[:6], "big")
