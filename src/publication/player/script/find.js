// Finds the sentences in the page's text. The data says no words, only how many letters each sentence has and their hash.
//
// Letters and digits are compared in one form: without accents, in lower case. It is the form of `aloud attach`.

const CLOSED = 'rt,rp,svg,math,select,template,button,object,audio,video,canvas,script,style,noscript,textarea,iframe,aloud-player,.aloud';
// From how many letters on a passage stands once in a page, and a lone sentence is looked for between its neighbours.
const [TELLING, SHORTEST] = [40, 6];
// What a NodeFilter names in many letters.
const [ELEMENTS, TEXTS, ACCEPT, REJECT, SKIP_NODE] = [1, 4, 1, 2, 3];
// Two rolling hashes whose products are exact in doubles.
const FIELDS = [[67108859, 1315423], [67108837, 7654321]];
const HALF = 67108864;

const folds = new Map();
const fold = (c) => {
  let known = folds.get(c);
  if (known === undefined) {
    // Raised digits refer to notes, which are not read.
    known = /[\u00b9\u00b2\u00b3\u2070-\u2079]/.test(c) ? '' : [...c.normalize('NFKD').replace(/\p{M}/gu, '')].map((one) => one.toLowerCase()).join('').replace(/[^\p{Alphabetic}\p{N}]/gu, '');
    folds.set(c, known);
  }
  return known;
};

class Letters {
  constructor(root) {
    this.nodes = [];
    this.codes = [];
    this.places = []; // of each letter: its node, its start, its end
    this.bracket = -1;
    const walker = document.createTreeWalker(root, ELEMENTS + TEXTS, (node) => (node.nodeType > 1 ? ACCEPT : node.matches(CLOSED) ? REJECT : SKIP_NODE));
    while (walker.nextNode()) if (walker.currentNode.data.trim()) this.read(walker.currentNode);
    this.hash();
  }

  read(node) {
    const number = this.nodes.push(node) - 1;
    let at = 0;
    for (const c of node.data) {
      const end = at + c.length;
      const letters = fold(c);
      if (letters) {
        if (!/\d/.test(letters)) this.bracket = -1;
        for (let index = 0; index < letters.length; index++) {
          this.codes.push(letters.charCodeAt(index));
          this.places.push(number, at, end);
        }
      } else if (/\s/.test(c)) {
        this.bracket = -1;
      } else if (/\p{M}/u.test(c)) {
        if (this.places.at(-1) === at && this.places.at(-3) === number) this.places[this.places.length - 1] = end;
      } else {
        this.mark(c);
      }
      at = end;
    }
  }

  // A number in brackets is a note's.
  mark(c) {
    const open = this.bracket;
    this.bracket = c === '[' ? this.codes.length : -1;
    const digits = this.codes.length - open;
    if (c === ']' && open >= 0 && digits > 0 && digits <= 3) {
      this.codes.length = open;
      this.places.length = open * 3;
    }
  }

  hash() {
    const { codes } = this;
    this.sums = FIELDS.map(([prime, base]) => {
      const [sums, powers] = [new Float64Array(codes.length + 1), new Float64Array(codes.length + 1)];
      powers[0] = 1;
      codes.forEach((code, index) => {
        sums[index + 1] = (sums[index] * base + code) % prime;
        powers[index + 1] = (powers[index] * base) % prime;
      });
      return { sums, powers, prime };
    });
  }

  of(start, length) {
    const [one, other] = this.sums.map(({ sums, powers, prime }) => ((sums[start + length] - ((sums[start] * powers[length]) % prime)) % prime + prime) % prime);
    return one * HALF + other;
  }

  isEdge(at) {
    if (at <= 0 || at >= this.codes.length) return true;
    const { places } = this;
    return places[at * 3 - 3] !== places[at * 3] || places[at * 3 - 1] !== places[at * 3 + 1] || this.codes[at] >= 0x2000 || this.codes[at - 1] >= 0x2000;
  }

  // Finds so many letters of a hash between two places, as whole words.
  seek(length, hash, from, to) {
    for (let at = from; length > 0 && at + length <= to; at++) if (this.isEdge(at) && this.isEdge(at + length) && this.of(at, length) === hash) return at;
    return -1;
  }

  // What a stretch of letters covers in the page, with the marks that belong to its words.
  cover(at, length) {
    const { places, nodes } = this;
    const last = at + length - 1;
    const [start, end] = [nodes[places[at * 3]], nodes[places[last * 3]]];
    const before = /[^\s\p{L}\p{N}]*$/u.exec(start.data.slice(0, places[at * 3 + 1]))[0];
    const after = /^[^\s\p{L}\p{N}]*/u.exec(end.data.slice(places[last * 3 + 2]))[0];
    return { start, from: places[at * 3 + 1] - before.length, end, to: places[last * 3 + 2] + after.length, at, length };
  }
}

const joined = (hashes, letters) => hashes.reduce((whole, [length, hash]) => {
  const parts = [Math.floor(hash / HALF), hash % HALF];
  const before = [Math.floor(whole / HALF), whole % HALF];
  const [one, other] = letters.sums.map(({ powers, prime }, index) => (((before[index] * powers[length]) % prime) + parts[index]) % prime);
  return one * HALF + other;
}, 0);

const sentencesOf = ({ keys }, [first, count]) => Array.from({ length: count }, (_, index) => keys.slice((first + index) * 2, (first + index) * 2 + 2));

// The headline is said before the story. It stands in the heading that says the title, else last before the story; a heading that
// says it in other words is taken whole.
const findHeadline = (data, root, story, limit, found) => {
  const heading = telling(data.title, root);
  const letters = heading ? new Letters(heading) : story;
  const all = heading ? letters.codes.length : limit;
  let cursor = 0;
  sentencesOf(data, data.headline).forEach(([length, hash], number, { length: count }) => {
    let at = -1;
    for (let next = cursor - 1; (next = letters.seek(length, hash, next + 1, all)) >= 0;) at = next;
    if (at < 0 && heading && count < 2) [at, length] = [0, all];
    if (at < 0) return;
    found[data.headline[0] + number] = letters.cover(at, length);
    cursor = at + length;
  });
};

// Gives what each sentence covers, by its number. Long passages come first; short ones stand between those that are found.
const find = (data, root) => {
  const found = [];
  const letters = new Letters(root);
  const all = letters.codes.length;
  const passages = data.blocks.map((block) => {
    const parts = sentencesOf(data, block);
    const length = parts.reduce((sum, one) => sum + one[0], 0);
    return { first: block[0], parts, length, sum: length <= all ? joined(parts, letters) : -1, at: -1 };
  });
  let cursor = 0;
  for (const passage of passages.filter((one) => one.length >= TELLING)) {
    passage.at = letters.seek(passage.length, passage.sum, cursor, all);
    if (passage.at >= 0) cursor = passage.at + passage.length;
  }
  cursor = 0;
  passages.forEach((passage, index) => {
    const next = passages.slice(index + 1).find((one) => one.at >= 0);
    const limit = next ? next.at : all;
    let at = passage.at >= 0 ? passage.at : letters.seek(passage.length, passage.sum, cursor, limit);
    passage.parts.forEach(([length, hash], number) => {
      const here = at >= 0 ? at : length >= SHORTEST ? letters.seek(length, hash, cursor, limit) : -1;
      if (here < 0 || !length) return;
      found[passage.first + number] = letters.cover(here, length);
      cursor = here + length;
      if (at >= 0) at += length;
    });
  });
  if (data.headline) findHeadline(data, root, letters, found.reduce((least, cover) => Math.min(least, cover.at), all), found);
  return found;
};

const rangeOf = (cover) => {
  const range = new Range();
  range.setStart(cover.start, Math.min(cover.from, cover.start.length));
  range.setEnd(cover.end, Math.min(cover.to, cover.end.length));
  return range;
};
