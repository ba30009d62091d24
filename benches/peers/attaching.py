"""A player in many pages: aloud beside parsers that read the page, put an element in and write it again; how much of the page they
leave as it was is counted."""

import shutil

import measure
from measure import ALOUD, TOOLS
from voices import STORY

PAGES, ROUNDS = 40, 3

PARSERS = {
    "BeautifulSoup, html.parser": "from bs4 import BeautifulSoup\nparse = lambda data: BeautifulSoup(data, 'html.parser')",
    "BeautifulSoup, lxml": "from bs4 import BeautifulSoup\nparse = lambda data: BeautifulSoup(data, 'lxml')",
    "lxml.html": "import lxml.html",
}
SOUP = """
import pathlib, sys
{parser}
for path in pathlib.Path(sys.argv[1]).glob('*.html'):
    page = parse(path.read_bytes())
    page.find('h1').insert_after(page.new_tag('audio', src=path.stem + '.wav', controls=''))
    path.write_bytes(page.encode())
"""
LXML = """
import pathlib, sys
import lxml.html
for path in pathlib.Path(sys.argv[1]).glob('*.html'):
    page = lxml.html.document_fromstring(path.read_bytes())
    page.find('.//h1').addnext(lxml.html.fragment_fromstring('<audio src="%s.wav" controls></audio>' % path.stem))
    path.write_bytes(lxml.html.tostring(page, doctype='<!doctype html>'))
"""


def page(number):
    """A page as sites have them: more menu and script than story, void elements, unquoted values, a tag left open."""
    paragraphs = "".join(f"<p>{part}\n" for part in STORY.read_text("utf8").split("\n\n")[1:])
    menu = "\n".join(f"<li><a href=/topic/{at}?a=1&b=2>Topic &amp; more {at}</a>" for at in range(700))
    script = f"<script>window.data = {list(range(8000))}; if (1 < 2 && 'x' != \"y\") console.log('</p>')</script>"
    return (
        f"<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>The ferry, day {number}</title>"
        f"<link rel=canonical href=https://example.org/ferry-{number}>\n{script}\n</head>\n<body class='a  b'><nav><ul>\n{menu}\n</ul></nav>\n"
        f"<main><article><h1>The ferry, day {number}</h1>\n<img src=a.jpg alt=''>\n{paragraphs}</article></main><br/><footer>Imprint</footer></body></html>\n"
    )


def kept(folder, originals):
    """Returns the share of the pages' lines that still stand, byte for byte and in their order, around what was put in."""
    all_lines = there = 0
    for path in folder.glob("*.html"):
        now, at = path.read_bytes(), 0
        if b"<audio" not in now and b"aloud-player" not in now:
            raise RuntimeError(f"{path.name} got no player")
        for line in originals[path.name].splitlines():
            all_lines += 1
            found = now.find(line, at)
            if found >= 0:
                there, at = there + 1, found + len(line)
    return there / all_lines


def measure_all(folder):
    originals = {f"ferry-{number}.html": page(number).encode() for number in range(PAGES)}
    pages = folder / "pages"

    def fresh():
        shutil.rmtree(pages, ignore_errors=True)
        pages.mkdir()
        for name, data in originals.items():
            (pages / name).write_bytes(data)

    def counted(command):
        def once():
            fresh()
            used = measure.run(command, cwd=folder)
            used.more["lines kept"] = kept(pages, originals)
            return used

        return once

    fresh()
    narrate = [ALOUD, "narrate", "--quiet", "--voice", "tone", "--cache", "clips", "--out", "narrations", "pages"]
    measure.run(narrate, cwd=folder)
    attach = [ALOUD, "attach", "--out", "narrations", "--audio-base", "https://audio.example.org/", "pages"]
    candidates = {"aloud, player, highlighting and structured data": counted(attach)}
    for name, parser in PARSERS.items():
        code = LXML if name == "lxml.html" else SOUP.format(parser=parser)
        candidates[f"{name}, an audio element"] = counted([TOOLS / "python", "-c", code, pages])
    size = sum(map(len, originals.values())) / 1e6
    columns = {"lines kept": lambda share: f"{100 * share:.1f} %"}
    measure.table(f"A player in {PAGES} pages ({size:.1f} MB)", measure.in_turn(ROUNDS, candidates), columns)
