"""Where sentences end: aloud beside the splitters of others, on a set of rules that is not in the repository (`../shared`, or the folder
in ALOUD_SETS)."""

import json
import re
import subprocess

import measure
from extraction import SETS
from measure import REPOSITORY

RULES = SETS / "data/sentences/golden_rules.jsonl"


def spaced(text):
    return " ".join(text.split())


def ends(sentences):
    at, found = 0, set()
    for sentence in sentences[:-1]:
        at += len(re.sub(r"\s", "", sentence))
        found.add(at)
    return found


def score(split, rules):
    right = found = expected = both = 0
    for rule in rules:
        told = [spaced(sentence) for sentence in split(rule["text"], rule["lang"]) if sentence.strip()]
        wanted = [spaced(sentence) for sentence in rule["sents"]]
        right += told == wanted
        told, wanted = ends(told), ends(wanted)
        found, expected, both = found + len(told), expected + len(wanted), both + len(told & wanted)
    precision, recall = both / max(1, found), both / max(1, expected)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{right} of {len(rules)}", f"{100 * right / len(rules):.1f} %", f"{f1:.3f}"


def ours():
    """Has the bench of the splitter itself score the same file: the command line has no way in that changes nothing else."""
    said = subprocess.run(
        ["cargo", "bench", "--locked", "--bench", "sentences", "--", str(RULES)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    right = re.search(r"all: (\d+ of \d+), ([\d.]+ %)", said)
    return right.group(1), right.group(2), re.search(r"F1 ([\d.]+)", said).group(1)


def pysbd(text, language):
    import pysbd

    try:
        return pysbd.Segmenter(language=language, clean=False).segment(text)
    except ValueError:
        return pysbd.Segmenter(language="en", clean=False).segment(text)


def sentencex(text, language):
    import sentencex

    return list(sentencex.segment(language, text))


def punkt(text, language):
    from nltk.tokenize import PunktSentenceTokenizer

    # Untrained: the data that its authors trained it on is on no package registry.
    return PunktSentenceTokenizer().tokenize(text)


def measure_all(folder):
    if not RULES.exists():
        print(f"\nsentences are left out: {RULES} is not there")
        return
    rules = [json.loads(line) for line in RULES.read_text("utf8").splitlines()]
    results = {}
    for name, scored in {
        "aloud": ours,
        "pySBD": lambda: score(pysbd, rules),
        "sentencex": lambda: score(sentencex, rules),
        "punkt, untrained": lambda: score(punkt, rules),
    }.items():
        try:
            results[name] = scored()
        except Exception as error:
            results[name] = str(error).replace("\n", " ")
    measure.scores(f"Sentences: {len(rules)} rules in {len({rule['lang'] for rule in rules})} languages", results, ["all right", "share", "F1 of ends"])
