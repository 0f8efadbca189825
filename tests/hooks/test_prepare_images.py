"""Pictures in real small builds: what pages show, and which files are on the site."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import pdf_checks
import pikepdf
import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import Abort
from PIL import Image
from small_project import Project

NOTED = (
    '<?xml version="1.0"?><!-- by a program --><svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1" viewBox="0 0 400 300">'
    '<metadata>Jane, 12 High Street</metadata><path d="M0 0h9"/></svg>'
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0h9"/></svg>'
TEXT = """Short answer. ![A desk](desk.png) ![A table](../../images/table.jpg)

<!-- more -->

## More

![A team](../../images/team.jpg){ .wide width=300 }

[![A team again](../../images/team.jpg)](../../images/linked.webp)

![A road](../../images/road.svg)
"""
PICTURES = (".avif", ".jpg", ".png", ".webp", ".gif", ".svg")


def photo(kind: str, width: int = 1600, height: int = 1200) -> bytes:
    """Return a photo of noise that says in its hidden data who made it."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    out = BytesIO()
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    noise.convert("RGB").save(out, kind, exif=exif.tobytes(), quality=50)
    return out.getvalue()


def put(project: Project, path: str, data: bytes) -> None:
    file = project.root / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site with pictures, which are cached in a separate folder."""
    project = Project(tmp_path_factory.mktemp("pictures"))
    put(project, "images/team.jpg", photo("JPEG"))
    put(project, "images/linked.webp", photo("WEBP", 400, 300))
    put(project, "images/table.jpg", photo("JPEG", 300, 200))
    put(project, "images/unused.jpg", photo("JPEG", 400, 300))
    put(project, "images/draft.jpg", photo("JPEG", 404, 300))
    put(project, "articles/posts/desk.png", photo("PNG", 200, 100))
    project.write("images/road.svg", NOTED)
    project.write("images/unused.svg", DRAWING)
    project.post("so-it-is", text=TEXT)
    project.post("later", text=TEXT.replace("team.jpg", "draft.jpg"), draft=True)
    project.build()
    return project


@pytest.fixture(scope="module")
def article(project: Project) -> BeautifulSoup:
    text = (project.root / "site/articles/so-it-is/index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def picture(page: BeautifulSoup, alt: str) -> Tag:
    found = page.find("img", alt=alt)
    assert isinstance(found, Tag)
    return found


def sources(image: Tag) -> dict[str, str]:
    """Return the modern versions of an image: {"480w": address}."""
    assert image.parent and image.parent.name == "picture"
    source = image.parent.find("source")
    assert isinstance(source, Tag) and source["type"] == "image/avif"
    pairs = (entry.split() for entry in str(source["srcset"]).split(", "))
    return {width: address for address, width in pairs}


def on_the_site(project: Project, address: str) -> Image.Image:
    """Open the file that a relative address of the article leads to."""
    path = urljoin("/articles/so-it-is/", address)
    return Image.open(project.root / "site" / path.lstrip("/"))


def test_a_photo_comes_in_several_widths_and_a_kind_for_every_browser(
    project: Project, article: BeautifulSoup
) -> None:
    image = picture(article, "A team again")
    versions = sources(image)
    assert list(versions) == ["480w", "960w", "1400w"]
    for width, address in versions.items():
        assert on_the_site(project, address).size == (int(width[:-1]), int(width[:-1]) * 3 // 4)
    plain = on_the_site(project, str(image["src"]))
    assert (plain.format, plain.size) == ("JPEG", (960, 720))
    assert (image["width"], image["height"]) == ("1600", "1200")


def test_only_the_first_picture_of_a_page_is_loaded_at_once(article: BeautifulSoup) -> None:
    loading = {str(i["alt"]): (i.get("loading"), i.get("decoding")) for i in article("img")}
    assert loading.pop("A desk") == (None, None)
    assert set(loading.values()) == {("lazy", "async")} and len(loading) == 4


def test_what_an_author_set_stays(article: BeautifulSoup) -> None:
    image = picture(article, "A team")
    assert image["class"] == ["wide"]
    assert (image["width"], image["height"]) == ("300", "225")
    assert image.parent and "300px" in str(image.parent.find("source"))


def test_a_link_around_a_picture_leads_to_a_large_one_without_hidden_data(
    project: Project, article: BeautifulSoup
) -> None:
    link = picture(article, "A team again").find_parent("a")
    assert isinstance(link, Tag)
    whole = on_the_site(project, str(link["href"]))
    assert (whole.format, whole.size, len(whole.getexif())) == ("WEBP", (400, 300), 0)


def test_a_drawing_is_written_anew_and_says_its_size(
    project: Project, article: BeautifulSoup
) -> None:
    image = picture(article, "A road")
    assert (image["width"], image["height"]) == ("400", "300")
    assert (project.root / "site/images/road.svg").read_text(encoding="utf-8") == DRAWING
    assert image.parent and image.parent.name != "picture"


def test_lists_of_articles_show_the_same_files(project: Project) -> None:
    text = (project.root / "site/articles/index.html").read_text(encoding="utf-8")
    image = picture(BeautifulSoup(text, "html.parser"), "A desk")
    assert image["loading"] == "lazy"
    for name in ("A desk", "A table"):
        source = str(picture(BeautifulSoup(text, "html.parser"), name)["src"])
        assert (project.root / "site/articles" / source).is_file(), source
    assert (project.root / "site/articles" / str(image["src"])).is_file()


def test_nothing_else_is_published(project: Project, article: BeautifulSoup) -> None:
    found = {
        path.name
        for path in project.root.joinpath("site").rglob("*")
        if path.suffix in PICTURES and path.parent.name != "images"
    }
    named = {PurePosixPath(str(image["src"])).name for image in article("img")}
    for image in article("img"):
        if image.parent and image.parent.name == "picture":
            named |= {PurePosixPath(address).name for address in sources(image).values()}
    assert found == named - {"road.svg"}
    images = {path.name for path in project.root.joinpath("site/images").iterdir()}
    assert images == {"linked.webp", "road.svg"}, "no original, nothing unused, nothing of a draft"


def test_no_file_says_who_made_the_photo(project: Project) -> None:
    for path in project.root.joinpath("site").rglob("*"):
        if path.suffix in PICTURES:
            assert b"PhoneMaker" not in path.read_bytes(), path


def test_a_second_build_makes_nothing_and_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    put(project, "images/team.jpg", photo("JPEG", 640, 480))
    project.post("so-it-is", text="Short.\n\n<!-- more -->\n\n![A team](../../images/team.jpg)\n")
    first = files_of(project.build())
    monkeypatch.setattr("library.pictures.images.make", lambda *_: pytest.fail("made twice"))
    shutil.rmtree(project.root / "site")
    assert files_of(project.build()) == first


def files_of(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "assets/pictures").iterdir()}


def test_a_photo_in_a_checklist_is_printed_gray_on_an_accessible_sheet(tmp_path: Path) -> None:
    project = Project(tmp_path)
    put(project, "images/team.jpg", photo("JPEG", 160, 120))
    project.write("images/road.svg", DRAWING)
    about = "All there is to say about it, in a sentence that is long enough."
    project.write("checklists/.meta.yml", "template: checklist.html\n")
    project.write(
        "checklists/sheet.md",
        f"---\ntitle: A sheet\ndescription: {about}\npurpose: Be ready with it all.\n"
        "updated: 2026-01-01\n---\n\n![A team](../images/team.jpg)\n\n"
        "![A road](../images/road.svg)\n\n## Before\n\n- [ ] Read the plan.\n",
    )
    sheet = (project.build() / "checklists/sheet.pdf").read_bytes()
    assert pdf_checks.ua1_problems(sheet) == [] and pdf_checks.tag_problems(sheet) == []
    assert pdf_checks.color_problems(sheet) == ["there is a picture made of dots"]
    with pikepdf.open(BytesIO(sheet)) as document:
        (image,) = document.pages[0].get_images().values()
        assert image.ColorSpace == "/DeviceGray" and image.Width == 160


def test_a_photo_that_was_cut_off_stops_the_build_in_one_line(tmp_path: Path) -> None:
    project = Project(tmp_path)
    put(project, "images/team.jpg", photo("JPEG")[:9000])
    project.post("so-it-is", text="Short.\n\n<!-- more -->\n\n![A team](../../images/team.jpg)\n")
    with pytest.raises(Abort):
        project.build()
    lines = [line for message in project.messages for line in message.splitlines()]
    assert [line for line in lines if line.startswith("docs/images/team.jpg: This picture cannot")]
    assert not any("Traceback" in line for line in lines)


def test_a_page_without_pictures_is_left_alone(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.post("so-it-is")
    site = project.build()
    assert not (site / "assets/pictures").exists() and project.messages == []
