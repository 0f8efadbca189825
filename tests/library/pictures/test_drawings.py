"""A drawing is published as a still picture: tables of attacks on it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawing_payloads import FAR, GO, HANDLERS, HONEST, LEFT_OUT, REFUSED, drawing

from library.pictures.drawings import read_drawing
from library.pictures.images import PictureError


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_part_of_a_still_picture_is_told(name: str) -> None:
    for code in ("utf-8", "utf-16"):
        with pytest.raises(PictureError, match="This drawing holds") as error:
            read_drawing(REFUSED[name].encode(code))
        assert error.value.rule == "svg-active"


def test_no_event_runs_a_script() -> None:
    for name in HANDLERS:
        for spelled in (name, name.upper(), f"h:{name}"):
            said = f"holds {spelled.removeprefix('h:')[:30]} in line 1"
            with pytest.raises(PictureError, match=said) as error:
                read_drawing(drawing(f'<path {spelled}="{GO}"/>').encode())
            assert error.value.rule == "svg-active"


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_does_nothing_is_left_out(name: str) -> None:
    clean = read_drawing(LEFT_OUT[name].encode()).data.decode()
    for part in (FAR, "<script", "animation", "data-", "sodipodi", "metadata", "background"):
        assert part not in clean


@pytest.mark.parametrize("name", HONEST)
def test_drawings_of_programs_stay_as_they_look(name: str) -> None:
    data = read_drawing(HONEST[name].encode()).data
    assert read_drawing(data).data == data  # nothing is left to take away
    root = ET.fromstring(data)
    before = [e for e in ET.fromstring(HONEST[name]).iter() if "sodipodi" not in e.tag]
    assert [e.tag for e in root.iter()] == [e.tag for e in before]
    assert [e.get("d") for e in root.iter()] == [e.get("d") for e in before]
    for part in ("inkscape", "Generator", "enable-background", "<!"):
        assert part not in data.decode()


def test_styles_of_programs_are_kept() -> None:
    clean = read_drawing(HONEST["Illustrator"].encode()).data.decode()
    assert ".st0{fill:#FFFFFF;stroke:#231F20;stroke-miterlimit:10}" in clean
    assert ".st1{clip-path:url(#SVGID_2_);fill:none}" in clean
    clean = read_drawing(HONEST["Inkscape"].encode()).data.decode()
    assert "fill:url(#g2);stroke:#000;stroke-width:0.26" in clean
    assert 'xml:space="preserve"' in clean and 'href="#g1"' in clean


def test_the_line_is_told() -> None:
    with pytest.raises(PictureError, match=r"<script> in line 3") as error:
        read_drawing(REFUSED["script"].replace("<script", "\n\n<script").encode())
    assert error.value.line == 3
