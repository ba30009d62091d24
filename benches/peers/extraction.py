"""The story in saved pages: aloud beside the extractors of others, by the article-extraction-benchmark's metric and by pieces that must
and must not be there. The sets are not in the repository: `../shared`, or the folder in ALOUD_SETS."""

import collections
import gzip
import json
import os
import re
import time
import unicodedata
from pathlib import Path

import measure
from measure import ALOUD, REPOSITORY, TOOLS

SETS = Path(os.environ.get("ALOUD_SETS", REPOSITORY.parent / "shared"))

# Each reads a folder of pages and writes a JSON object of their stories.
PEERS = {
    "trafilatura": "import trafilatura\nstory = lambda html: trafilatura.extract(html, include_comments=False) or ''",
    "trafilatura, for recall": "import trafilatura\nstory = lambda html: trafilatura.extract(html, include_comments=False, favor_recall=True) or ''",
    "readability-lxml": "from readability import Document\nimport lxml.html\nstory = lambda html: lxml.html.fromstring(Document(html).summary()).text_content()",
    "newspaper4k": "from newspaper import Article\ndef story(html):\n    article = Article('https://example.org/x', fetch_images=False)\n    article.download(input_html=html)\n    article.parse()\n    return article.text",
}
FRAME = """
import json, pathlib, sys
{story}
stories = {{}}
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.html')):
    data = path.read_bytes()
    try:
        text = data.decode('utf8')
    except UnicodeDecodeError:
        text = data.decode('latin1')
    try:
        stories[path.stem] = story(text)
    except Exception:
        stories[path.stem] = ''
json.dump(stories, open(sys.argv[2], 'w', encoding='utf8'))
"""


def ours(folder, told):
    """Has aloud read the pages; headlines are no part of what the others give."""

    def once():
        used = measure.run(["sh", "-c", f'"{ALOUD}" script --json --disclosure off pages > "{told.with_suffix(".jsonl")}" 2> /dev/null || true'], cwd=folder)
        stories = {}
        # Not by splitlines(), for which the line separators in texts of pages end a line.
        for line in told.with_suffix(".jsonl").read_bytes().splitlines():
            page = json.loads(line)
            stories[Path(page["article"]).stem] = "\n".join(block["text"] for block in page["blocks"] if block["kept"])
        told.write_text(json.dumps(stories), "utf8")
        return used

    return once


def peer(folder, told, code):
    return lambda: measure.run([TOOLS / "python", "-c", FRAME.format(story=code), folder / "pages", told], cwd=folder)


def runs_of_four(text):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def benchmark_score(truth, stories):
    found = invented = missed = 0.0
    for name, wanted in truth.items():
        wanted, told = runs_of_four(wanted), runs_of_four(stories.get(name, ""))
        both = sum((wanted & told).values())
        counts = [both, sum(told.values()) - both, sum(wanted.values()) - both]
        total = sum(counts)
        if total:
            found, invented, missed = found + counts[0] / total, invented + counts[1] / total, missed + counts[2] / total
    precision, recall = found / max(found + invented, 1e-9), found / max(found + missed, 1e-9)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def normal(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = re.sub("[‘’‚‛´`]", "'", re.sub("[“”„«»‟]", '"', text))
    return re.sub(r"\s+", "", re.sub("[–—‒―]", "-", text)).lower()


def piece_score(asked, stories):
    count = collections.Counter()
    for name, pieces in asked.items():
        text = normal(stories.get(name, ""))
        for piece in pieces["with"]:
            count["found" if normal(piece) in text else "missed"] += 1
        for piece in pieces["without"]:
            count["invented"] += normal(piece) in text
    precision = count["found"] / max(1, count["found"] + count["invented"])
    recall = count["found"] / max(1, count["found"] + count["missed"])
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def unpacked(folder, source):
    """Unpacks saved pages under names that end in .html."""
    (folder / "pages").mkdir(parents=True)
    for path in sorted(source.glob("*.gz")):
        name = path.name.removesuffix(".gz").removesuffix(".html")
        (folder / "pages" / f"{name}.html").write_bytes(gzip.decompress(path.read_bytes()))


def one_set(folder, title, score):
    candidates = {"aloud": ours(folder, folder / "aloud.json")}
    candidates |= {name: peer(folder, folder / f"{name}.json", code) for name, code in PEERS.items()}
    results = measure.in_turn(1, candidates)
    pages = len(list((folder / "pages").iterdir()))
    for name, used in results.items():
        if isinstance(used, measure.Usage):
            f1, precision, recall = score(json.loads((folder / f"{name}.json").read_text("utf8")))
            used.more = {"F1": f1, "precision": precision, "recall": recall, "pages a second of a core": pages / used.cpu}
    three = "{:.3f}".format
    columns = {"F1": three, "precision": three, "recall": three, "pages a second of a core": "{:.0f}".format}
    measure.table(f"{title}, {pages} pages", results, columns)


def measure_all(folder):
    began = time.perf_counter()
    truth = SETS / "data/extraction/ground-truth.json"
    if truth.exists():
        unpacked(folder / "benchmark", truth.parent / "html")
        wanted = {name: page["articleBody"] for name, page in json.loads(truth.read_text("utf8")).items()}
        one_set(folder / "benchmark", "Stories: article-extraction-benchmark", lambda told: benchmark_score(wanted, told))
    else:
        print(f"\nthe article-extraction-benchmark is left out: {truth} is not there")
    pieces = SETS / "cases/webtext/segments.json"
    if pieces.exists():
        unpacked(folder / "pieces", pieces.parent / "html")
        asked = {name.removesuffix(".html"): page for name, page in json.loads(pieces.read_text("utf8")).items()}
        one_set(folder / "pieces", "Stories: pieces that must and must not be there", lambda told: piece_score(asked, told))
    else:
        print(f"\nthe set of pieces is left out: {pieces} is not there")
    print(f"\n(all of it in {time.perf_counter() - began:.0f} s)")
