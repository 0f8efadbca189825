"""What a drawing keeps, sign by sign, and what is left of a photo's file when its place is gone."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from library.pictures.drawing_styles import StyleError, declarations, rules, value
from library.pictures.drawings import read_drawing
from library.pictures.hidden_place import says_place, without_place
from library.pictures.images import (
    Look,
    PictureError,
    Version,
    look_at,
    make,
    modern_versions,
    plain_version,
    recipe,
    whole_version,
)

NS = 'xmlns="http://www.w3.org/2000/svg"'


def drawn(inside: str, root: str = 'viewBox="0 0 40 30"', more: str = "") -> str:
    """Return what is published of a drawing, without its outermost element."""
    data = read_drawing(f"<svg {NS} {root}{more}>{inside}</svg>".encode()).data.decode()
    return data.removeprefix(f"<svg {NS} {root}").removeprefix(">").removesuffix("</svg>")


def refused(inside: str, root: str = 'viewBox="0 0 40 30"') -> str:
    with pytest.raises(PictureError) as error:
        drawn(inside, root)
    return str(error.value)


SHAPES = """g defs symbol use switch title desc path rect circle ellipse line polyline polygon text
    tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence""".split()
PLAIN_ATTRIBUTES = """id class lang role x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width
    height d points pathLength viewBox preserveAspectRatio gradientTransform patternTransform
    gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits
    markerUnits markerWidth markerHeight refX refY orient spreadMethod offset startOffset method
    spacing side lengthAdjust textLength filterUnits primitiveUnits in in2 result stdDeviation mode
    operator k1 k2 k3 k4 values type tableValues slope intercept amplitude exponent order
    kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale specularConstant
    specularExponent diffuseConstant kernelUnitLength azimuth elevation pointsAtX pointsAtY
    pointsAtZ limitingConeAngle z scale xChannelSelector yChannelSelector radius baseFrequency
    numOctaves seed stitchTiles aria-label aria-labelledby aria-hidden""".split()
PROPERTIES = """alignment-baseline baseline-shift clip clip-path clip-rule color
    color-interpolation color-interpolation-filters color-rendering direction display
    dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight
    image-rendering isolation letter-spacing lighting-color line-height marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
    text-rendering transform transform-box transform-origin unicode-bidi vector-effect visibility
    white-space word-spacing writing-mode""".split()


def test_every_shape_attribute_and_property_of_a_still_picture_stays() -> None:
    for name in SHAPES:
        assert drawn(f"<{name}/>") == f"<{name}/>"
    for name in PLAIN_ATTRIBUTES:
        assert drawn(f'<path {name}="a(b)"/>') == f'<path {name}="a(b)"/>', "as it is"
    for name in PROPERTIES:
        assert drawn(f'<path {name}="a"/>') == f'<path {name}="a"/>'
        assert declarations(f"{name.upper()}: a") == f"{name}:a"
    for name in ("tabindex", "data-a", "content", "srcdoc", "animation", "behavior", "cursor"):
        assert drawn(f'<path {name}="a"/>') == "<path/>"
        assert declarations(f"{name}: a; fill: b") == "fill:b"


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<title>a &lt; b</title>", "<title>a &lt; b</title>"),
        ("<g>words <path/> more</g>", "<g><path/></g>"),
        ("<text>a<tspan>b</tspan>c</text>", "<text>a<tspan>b</tspan>c</text>"),
        ("<metadata><script/></metadata><path/>", "<path/>"),
        ("<metadata><metadata/><a/></metadata><path/>", "<path/>"),
        ('<path id="a&quot;b"/>', "<path id='a\"b'/>"),
        ('<use href=" #a "/><g id="a"/>', '<use href="#a"/><g id="a"/>'),
        (
            '<use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple"/>',
            '<use href="#a"/>',
        ),
        ('<text xml:space="preserve" xml:lang="es" xml:base="/b"/>',
         '<text xml:space="preserve" xml:lang="es"/>'),
        ('<path style=" fill : red ; animation: a 1s; stroke: BLUE !important"/>',
         '<path style="fill:red;stroke:BLUE !important"/>'),
        ('<path style=""/>', "<path/>"),
        ('<path style="fill:red;{}"/>', None),
        ('<path fill="url(\'#a\')" stroke="URL(#b)"/>', '<path fill="url(#a)" stroke="url(#b)"/>'),
        ("<style>/* a */.b , #c > d{ fill : red }</style>",
         "<style>.b , #c &gt; d{fill:red}</style>"),
        ("<style>a{fill:red}</style><style>b+c~d *{x:y}</style>",
         "<style>a{fill:red}</style><style>b+c~d *{}</style>"),
    ],
)  # fmt: skip
def test_what_is_seen_stays_as_it_is(inside: str, kept: str | None) -> None:
    if kept is None:
        assert "a rule inside a rule" in refused(inside) or '"{}"' in refused(inside)
    else:
        assert drawn(inside) == kept


@pytest.mark.parametrize(
    "address",
    [
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://ns.adobe.com/AdobeIllustrator/10.0/",
        "adobe:ns:meta/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
        "http://www.bohemiancoding.com/sketch/ns",
        "http://www.figma.com/figma/ns",
        "http://www.serif.com/",
        "http://svgjs.com/svgjs",
        "http://svgjs.dev/svgjs",
        "https://boxy-svg.com",
        "http://vectornator.io",
        "http://www.corel.com/coreldraw/odm/2003",
    ],
)
def test_the_notes_of_a_drawing_program_are_left_out(address: str) -> None:
    assert drawn(f'<n:a xmlns:n="{address}"><b/></n:a><path n:c="d" xmlns:n="{address}"/>') == (
        "<path/>"
    )


COULD = (
    ", which could run a program in a reader's browser, move, or lead to another site. Save it "
    "again as plain SVG without it."
)
TOO_MUCH = ", which stops a phone. Make it simpler."


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (f"<{'a' * 40}/>", f"<{'a' * 30}> in line 1{COULD}"),
        ("\n<script/>", f"<script> in line 2{COULD}"),
        (f'<path on{"a" * 40}="b"/>', f"on{'a' * 28} in line 1{COULD}"),
        (f'<use href="b{"a" * 50}"/>', f'a link to "b{"a" * 39}" in line 1{COULD}'),
        ('<path href="#a"/>', f'a link to "#a" in line 1{COULD}'),
        ('<use href="#a b"/>', f'a link to "#a b" in line 1{COULD}'),
        ('<use href="#a\\b"/>', f'a link to "#a\\b" in line 1{COULD}'),
        ('<use href="#"/>', f'a link to "#" in line 1{COULD}'),
        (f'<path u:{"a" * 40}="b" xmlns:u="urn:u"/>',
         f'"{"a" * 30}" of another language in line 1{COULD}'),
        ('<path fill="url(a)"/>', f'a link to "a" in "fill" in line 1{COULD}'),
        ('<path fill="url(#)"/>', f'a link to "#" in "fill" in line 1{COULD}'),
        (f'<path fill="url(#a {"b" * 50})"/>', '" in "fill" in line 1'),
        ('<path style="fill:var(--a)"/>', f'var() in "style" in line 1{COULD}'),
        (f'<path style="fill:{"a" * 40}(b)"/>', f'{"a" * 30}() in "style" in line 1{COULD}'),
        ('<path style="fill:rgb(var(--a))"/>', f'rgb() in "style" in line 1{COULD}'),
        ('<path fill="[a]"/>', f'"[]" in "fill" in line 1{COULD}'),
        ('<path fill="a;b"/>', f'";" in "fill" in line 1{COULD}'),
        ('<path fill="a\\62"/>', f'a backslash in "fill" in line 1{COULD}'),
        ('<path style="a\\62:c"/>', f'a backslash in "style" in line 1{COULD}'),
        ("\n<style>a{fill:\\62}</style>", f"a backslash in <style> in line 2{COULD}"),
        (f"<style>@{'a' * 40} b;</style>", f"@{'a' * 30} in <style> in line 1{COULD}"),
        ("<style>a[b]{c:d}</style>", f'"[]" before its brackets in <style> in line 1{COULD}'),
        ("<style>a:hover{c:d}</style>", f'":" before its brackets in <style> in line 1{COULD}'),
        ("<style>a{b{c:d}}</style>", f"a rule inside a rule in <style> in line 1{COULD}"),
        ("<g>" * 60 + "</g>" * 60,
         f"parts nested more than 60 deep (line 1){TOO_MUCH}"),
        ('<g id="a"><use href="#a"/></g>',
         f"parts that use each other in a circle (line 1){TOO_MUCH}"),
        ("<g/>" * 50_000,
         f"more than 50,000 parts, counted as often as they are used (line 1){TOO_MUCH}"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named_with_its_line(inside: str, what: str) -> None:
    assert what in refused(inside)
    assert refused(inside).startswith("This drawing holds ")


def test_what_is_just_deep_and_large_enough_is_published() -> None:
    assert drawn("<g>" * 59 + "</g>" * 59).count("<g") == 59
    assert drawn("<g/>" * 49_998 + "<path/>").count("<g/>") == 49_998
    inner = '<g id="b">' + "<path/>" * 200 + "</g>"
    uses = '<use href="#b"/>' * 200
    many = f'<g id="a">{uses}</g>{inner}'
    assert drawn(many)
    assert "more than 50,000 parts" in refused(many + '<use href="#a"/>')
    assert "more than 50,000 parts" in refused(
        f"<style>.c{{fill:url(#a)}}</style>{many}" + '<path class="b c"/>'
    )
    assert "more than 50,000 parts" in refused(many + '<path fill="url(#a)"/>')


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="80" height="60px"', (80, 60)),
        ('width="0.2" height="99999"', (1, 99_999)),
        ('width=" 80 " height="60.6" viewBox="0 0 1 2"', (80, 61)),
        ('width="8cm" height="60" viewBox="0 0 1 2"', (1, 2)),
        ('viewBox=" 0,0 40.4 , 30 "', (40, 30)),
    ],
)
def test_the_size_of_a_drawing(root: str, size: tuple[int, int]) -> None:
    drawing = read_drawing(f"<svg {NS} {root}/>".encode())
    assert (drawing.width, drawing.height) == size


NO_SIZE = (
    "This drawing does not say how large it is. Save it again as plain SVG with a viewBox, such as "
    '<svg viewBox="0 0 400 300" ...>.'
)


@pytest.mark.parametrize(
    "root",
    ["", 'width="80"', 'width="0" height="60"', 'width="100000" height="1"', 'viewBox="0 0 1"'],
)
def test_a_drawing_of_no_size_is_told(root: str) -> None:
    assert refused("", root) == NO_SIZE


def test_what_is_no_drawing_is_told() -> None:
    with pytest.raises(PictureError) as error:
        read_drawing(b"<svg viewBox='0 0 1 1'/>")
    assert str(error.value) == (
        'Browsers do not show this drawing: its <svg> needs xmlns="http://www.w3.org/2000/svg".'
    )
    for data in (b"", b"<svg", b"<html/>", f"<g {NS}/>".encode(), b"\xff<svg/>"):
        with pytest.raises(PictureError) as error:
            read_drawing(data)
        assert (error.value.rule, error.value.line) == ("image-broken", 1)
        assert str(error.value) == (
            "This drawing cannot be opened. Save it again as plain SVG and upload it again."
        )


def test_values_and_rules_are_written_anew() -> None:
    assert (
        value("fill", "/* a */ rgb(1, 2%, 3 / .5) url( #a ) #fff 'b' c-d")
        == ("  rgb(1, 2%, 3 / .5) url(#a) #fff 'b' c-d")
        or value("fill", "red/* a */") == "red "
    )
    assert value("onload", "a") is None
    for function in "rgb rgba hsl hsla matrix translate translateX scale rotate skewY".split():
        assert value("transform", f"{function}(1 2)") == f"{function}(1 2)"
    found = rules(".a .b,c{fill:url(#d)}e{} f")
    assert found.text == ".a .b,c{fill:url(#d)}\ne{}"
    assert found.by_class == (("a", "fill:url(#d)"), ("b", "fill:url(#d)"), ("", ""))
    with pytest.raises(StyleError, match=r'^a link to "https://x\.org"$'):
        value("fill", "url(https://x.org)")


# ---- photos --------------------------------------------------------------------------------


def test_the_versions_of_a_photo() -> None:
    assert plain_version(Look("JPEG", 2000, 1)) == Version("JPEG", 960)
    assert plain_version(Look("AVIF", 500, 1)) == Version("WEBP", 500)
    assert [plain_version(Look(kind, 9, 9)).kind for kind in ("PNG", "GIF", "WEBP")] == [
        *("PNG", "PNG", "WEBP")
    ]
    assert modern_versions(Look("PNG", 1400, 1)) == [
        *(Version("AVIF", 480), Version("AVIF", 960), Version("AVIF", 1400))
    ]
    assert modern_versions(Look("PNG", 481, 1)) == [Version("AVIF", 480), Version("AVIF", 481)]
    assert whole_version(Look("GIF", 77, 1)) == Version("GIF", 77)
    assert [Version(kind, 1).ending for kind in ("JPEG", "PNG", "WEBP")] == ["jpg", "png", "webp"]


def saved(size: tuple[int, int], kind: str = "PNG", mode: str = "L", **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def head_of_png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"")


def test_a_picture_of_more_points_than_any_screen_is_refused() -> None:
    assert look_at(head_of_png(5000, 5000)) == Look("PNG", 5000, 5000)
    for size in ((5000, 5001), (20_000, 20_000)):
        with pytest.raises(PictureError) as error:
            look_at(head_of_png(*size))
        assert error.value.rule == "image-too-large"
        assert "at most 1,400 pixels wide" in str(error.value)


def test_a_picture_that_moves_is_refused() -> None:
    frames = [Image.new("L", (4, 4), shade) for shade in (0, 255)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(PictureError) as error:
        look_at(out.getvalue())
    assert error.value.rule == "image-moves" and "This picture is animated" in str(error.value)


def test_a_picture_keeps_its_shape_and_is_never_made_larger() -> None:
    def size(wide: int, high: int, width: int) -> tuple[int, int]:
        return Image.open(BytesIO(make(saved((wide, high)), Version("PNG", width)))).size

    assert size(1000, 501, 480) == (480, 240)
    assert size(1000, 1, 480) == (480, 1)
    assert size(300, 200, 480) == (300, 200)


def test_a_jpeg_appears_in_steps_and_a_png_is_as_small_as_it_can_be() -> None:
    data = saved((64, 48), "JPEG")
    assert Image.open(BytesIO(make(data, Version("JPEG", 64)))).info["progressive"]
    noise = BytesIO()
    Image.effect_noise((64, 48), 50).save(noise, "PNG", compress_level=0)
    assert len(make(noise.getvalue(), Version("PNG", 64))) < len(noise.getvalue()) * 3


def test_all_that_a_version_depends_on_names_its_copy() -> None:
    first = recipe(b"a", Version("PNG", 1))
    assert first == recipe(b"a", Version("PNG", 1)) and first[0] == b"a"
    assert len({tuple(first), tuple(recipe(b"b", Version("PNG", 1))),
                tuple(recipe(b"a", Version("PNG", 2))),
                tuple(recipe(b"a", Version("GIF", 1)))}) == 4  # fmt: skip


# ---- where a photo was taken ---------------------------------------------------------------


def segment(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content


def exif(turned: int) -> bytes:
    made = Image.Exif()
    made[0x0112] = turned
    made.get_ifd(0x8825).update({1: "N", 2: (38.0, 53.0, 23.0)})
    return made.tobytes()


PIXELS = segment(0xDA, b"\1\2") + b"\3\xff\0\4\xff\xd0\5\xff\xd7\6"
END = b"\xff\xd9"
UPRIGHT = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)


def test_of_a_jpeg_only_notes_are_cut_out() -> None:
    kept = [
        segment(0xE0, b"JFIF"),
        segment(0xE2, b"ICC_PROFILE\0x"),
        segment(0xEE, b"Adobe"),
        segment(0xDB, b"x" * 300),
    ]
    cut = [
        segment(0xE1, b"Exif\0\0nothing"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/"),
        segment(0xE2, b"MPF\0x"),
        segment(0xED, b"Photoshop"),
        segment(0xFE, b"a comment"),
    ]
    parts = [part for pair in zip(cut, [*kept, b"\xff\xff"], strict=True) for part in pair]
    data = b"\xff\xd8" + b"".join(parts) + PIXELS + END
    padded = b"\xff\xd8" + b"".join(kept) + PIXELS + END
    assert without_place(data + b"more") == padded
    assert without_place(padded) == padded


@pytest.mark.parametrize("end", range(2, len(b"\xff\xd8" + segment(0xE0, b"JFIF") + PIXELS)))
def test_a_jpeg_that_is_cut_off_stays_as_it_is(end: int) -> None:
    data = (b"\xff\xd8" + segment(0xE0, b"JFIF") + PIXELS)[:end]
    assert without_place(data) == data


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def test_of_a_png_only_notes_are_cut_out_and_how_it_was_held_stays() -> None:
    out = BytesIO()
    Image.new("L", (2, 1)).save(out, "PNG", exif=exif(6))
    data = out.getvalue()
    clean = without_place(data)
    assert clean.count(b"eXIf") == 1 and chunk(b"eXIf", UPRIGHT) in clean
    assert clean.index(b"eXIf") < clean.index(b"IDAT")
    head = data[: 8 + 25]
    noted = head + b"".join(chunk(kind, b"a") for kind in (b"tEXt", b"zTXt", b"iTXt", b"tIME"))
    noted += chunk(b"IEND", b"") + b"more"
    assert without_place(noted) == head + chunk(b"tIME", b"a") + chunk(b"IEND", b"")
    assert without_place(noted[:-20]) == noted[:-20]


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    inside = b"".join(
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for kind, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(inside) + 4) + b"WEBP" + inside


def test_of_a_webp_only_notes_are_cut_out_with_their_flags() -> None:
    data = webp(
        (b"VP8X", b"\x2c" + b"\0" * 9), (b"ICCP", b"abc"), (b"EXIF", b"x"), (b"XMP ", b"yz")
    )
    assert without_place(data) == webp((b"VP8X", b"\x20" + b"\0" * 9), (b"ICCP", b"abc"))
    assert without_place(data[:-1]) == data[:-1]
    out = BytesIO()
    Image.new("RGB", (2, 1)).save(out, "WEBP", exif=exif(6))
    clean = without_place(out.getvalue())
    assert clean.endswith(b"EXIF" + struct.pack("<I", len(UPRIGHT)) + UPRIGHT)
    assert clean[clean.index(b"VP8X") + 8] & 0x0C == 0x08
    assert struct.unpack_from("<I", clean, 4)[0] == len(clean) - 8


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF1234WEB", b"RIFF1234WAVEabcd", b"GIF89a", b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8"],
)
def test_what_is_no_whole_photo_stays_as_it_is(data: bytes) -> None:
    assert without_place(data) == data and not says_place(data)
