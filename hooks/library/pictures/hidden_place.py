"""Where a photo was taken: whether its file says so, and the same file without it.

Bytes in, bytes out. The picture itself is not encoded again, so not a single pixel changes.
Everything that cameras and programs wrote about it is removed, except its orientation and colors.
Formats: JPEG (ITU-T T.81, annex B), PNG (w3.org/TR/png-3), WebP (RFC 9649), Exif 2.32.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

GPS = 0x8825  # the Exif tag that points to the place
ORIENTATION = 0x0112
XMP_GPS = b"GPSLatitude"  # the place in XMP, in any of the formats
JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
SOS, EOI = 0xDA, 0xD9  # JPEG: start of the pixels, end of the picture
# JPEG: Exif and XMP (APP1), a second picture (APP2 "MPF"), what programs noted (APP13), a comment
ABOUT = {0xE1: b"", 0xE2: b"MPF\0", 0xED: b"", 0xFE: b""}
PNG_ABOUT = (b"eXIf", b"tEXt", b"zTXt", b"iTXt")
WEBP_ABOUT = {b"EXIF": 0x08, b"XMP ": 0x04}  # with its flag in the chunk VP8X


def says_place(data: bytes) -> bool:
    """Return whether a photo's file says where it was taken."""
    if XMP_GPS in data:
        return True
    exif = _exif(data)
    try:
        return bool(exif and exif.get_ifd(GPS))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        return False


def without_place(data: bytes) -> bytes:
    """Return the file of a JPEG, PNG or WebP photo without its metadata.

    Any other file, or one that is cut off, comes back unchanged.
    """
    try:
        if data.startswith(JPEG):
            return _clean_jpeg(data)
        if data.startswith(PNG):
            return _clean_png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _clean_webp(data)
    except (IndexError, struct.error):
        pass
    return data


def _exif(data: bytes) -> Image.Exif | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Image.open(BytesIO(data)).getexif()
        except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
            return None
        except Image.DecompressionBombError:
            return None


def _turned(data: bytes) -> bytes:
    """Return Exif data with nothing but a photo's orientation; b"" for upright."""
    exif = _exif(data)
    value = exif.get(ORIENTATION, 1) if exif else 1
    if not isinstance(value, int) or value not in range(2, 9):
        return b""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, ORIENTATION, 3, 1, value, 0, 0)


def _clean_jpeg(data: bytes) -> bytes:
    turned = _turned(data)
    out = [JPEG]
    if turned:
        content = b"Exif\0\0" + turned
        out.append(struct.pack(">BBH", 0xFF, 0xE1, len(content) + 2) + content)
    for kind, segment, content in _segments(data):
        about = ABOUT.get(kind)
        if about is None or not content.startswith(about):
            out.append(segment)
    return b"".join(out)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the kind, all bytes, and the content of each part of a JPEG, up to the picture's end.

    A second picture after it, as some phones add, is left out. Raises IndexError if cut off.
    """
    place = 2
    while True:
        if data[place] != 0xFF:
            raise IndexError(place)
        kind = data[place + 1]
        if kind == 0xFF:  # padding
            place += 1
            continue
        if kind == EOI:
            yield kind, data[place : place + 2], b""
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if kind == SOS:
            end = data.index(b"\xff", end) if b"\xff" in data[end:] else len(data)
            while data[end + 1] == 0 or 0xD0 <= data[end + 1] <= 0xD7:  # pixels of the picture
                following = data.find(b"\xff", end + 2)
                if following < 0:
                    raise IndexError(end)
                end = following
        yield kind, data[place:end], data[place + 4 : end]
        place = end


def _clean_png(data: bytes) -> bytes:
    turned, place, out = _turned(data), len(PNG), [PNG]
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            raise IndexError(end)
        if kind not in PNG_ABOUT:
            out.append(data[place:end])
        if kind == b"IHDR" and turned:
            chunk = b"eXIf" + turned
            out.append(
                struct.pack(">I", len(turned)) + chunk + struct.pack(">I", zlib.crc32(chunk))
            )
        place = end
        if kind == b"IEND":
            break
    return b"".join(out)


def _clean_webp(data: bytes) -> bytes:
    turned, place, out = _turned(data), 12, []
    while place + 8 <= len(data):
        kind = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        end = place + 8 + length + length % 2
        if end > len(data):
            raise IndexError(end)
        chunk = bytearray(data[place:end])
        if kind == b"VP8X":
            for flag in WEBP_ABOUT.values():
                chunk[8] &= ~flag
            if turned:
                chunk[8] |= WEBP_ABOUT[b"EXIF"]
        if kind not in WEBP_ABOUT:
            out.append(bytes(chunk))
        place = end
    if turned:
        out.append(b"EXIF" + struct.pack("<I", len(turned)) + turned + b"\0" * (len(turned) % 2))
    content = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(content)) + content
