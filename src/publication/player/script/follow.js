// Following along in the page: the sentence that is heard is marked, and kept in view for those who want it.

// Above and below: what fixed bars leave free. A sentence is brought to this part of it.
const READ_AT = 0.42;
const EDGE = 24; // pixels that a sentence keeps from the edge
const MOMENTUM = 1200; // milliseconds that scrolling goes on after a wheel or finger

const barAt = (host, y) => {
  for (const x of [0.15, 0.5, 0.85]) {
    const seen = document.elementsFromPoint(innerWidth * x, y).find((one) => one !== host && !host.contains(one));
    for (let at = seen; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
      if (!/fixed|sticky/.test(getComputedStyle(at).position)) continue;
      const box = at.getBoundingClientRect();
      if (box.width >= innerWidth * 0.3 && box.height < innerHeight * 0.6) return box;
    }
  }
  return null;
};
const bandOf = (host) => {
  let [top, bottom] = [0, innerHeight];
  for (let bars = 0; bars < 3; bars++) {
    const [above, below] = [barAt(host, top + 2), barAt(host, bottom - 3)];
    if (above && above.top < innerHeight * 0.4) top = Math.max(top, above.bottom);
    if (below && below.bottom > innerHeight * 0.6) bottom = Math.min(bottom, below.top);
  }
  return { top, bottom };
};

const count = (covers) => covers.filter(Boolean).length;
const wantedOf = ({ blocks, headline }) => [...blocks, headline || [0, 0]].reduce((sum, block) => sum + block[1], 0);

const HAS_HIGHLIGHTS = CSS.highlights;
const wantsToFollow = () => kept('follow') !== 'off';

// The one whose sentence is marked.
let marking;

class Follower {
  constructor(player) {
    this.player = player;
    this.current = -1;
    this.word = -1;
    this.following = wantsToFollow();
    this.covers = [];
  }

  listen(signal) {
    const on = (name, act, target = document) => target.addEventListener(name, act, { signal, passive: true });
    const hand = () => { this.handAt = performance.now(); this.ours = 0; };
    on('wheel', hand);
    on('touchmove', hand);
    on('keydown', (event) => { if (/^(Page|Arrow(Up|Down)|Home|End| )/.test(event.key)) hand(); });
    on('scroll', () => this.scrolled(), window);
    on('resize', () => this.place(), window);
    on('click', (event) => this.clicked(event));
    on('dblclick', () => clearTimeout(this.clickTimer));
    this.watcher = new MutationObserver((changes) => this.changed(changes));
    this.watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
    signal.addEventListener('abort', () => { this.watcher.disconnect(); this.clear(); });
  }

  // Where two stories stand on a page, each player looks into its own first.
  search() {
    const { data } = this.player;
    const own = this.player.closest('article, main, [role=main]');
    const said = this.player.dataset.root && document.querySelector(this.player.dataset.root);
    let best = [];
    for (const root of new Set([said || own, own, document.body])) {
      if (!root) continue;
      const covers = find(data, root);
      if (count(covers) > count(best)) best = covers;
      if (count(best) >= wantedOf(data)) break;
    }
    this.covers = best;
    this.found = count(best);
  }

  // Frameworks draw again, bodies come late: what is found is looked for again when the page has come to rest.
  changed(changes) {
    if (changes.every(({ target }) => this.player.contains(target))) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      const isWhole = (cover) => cover.start.isConnected && cover.end.isConnected && cover.to <= cover.end.length;
      if (this.found >= wantedOf(this.player.data) && this.covers.every(isWhole)) return;
      this.search();
      const now = this.current;
      this.clear();
      this.show(now, -1);
    }, 150);
  }

  clear() {
    if (HAS_HIGHLIGHTS && marking === this) for (const name of ['aloud', 'aloud-line']) CSS.highlights.delete(name);
    if (this.paper) this.paper.remove();
    this.current = this.word = -1;
    this.showMarks();
  }

  text(index) {
    const cover = this.covers[index];
    return cover ? rangeOf(cover).toString().replace(/\s+/g, ' ').trim() : '';
  }

  show(index, word) {
    if (index === this.current && word === this.word) return;
    const isNew = index !== this.current;
    [this.current, this.word] = [index, word];
    if (isNew && index >= 0 && !this.covers.length) this.search();
    const cover = this.covers[index];
    if (isNew) this.player.told(this.text(index));
    if (!cover) { const now = this.current; this.clear(); this.current = now; return; }
    const range = rangeOf(cover);
    marking = this;
    if (isNew) this.tint(range);
    if (HAS_HIGHLIGHTS) {
      CSS.highlights.set('aloud', new Highlight(range));
      CSS.highlights.set('aloud-line', new Highlight(this.wordRange(cover, index, word) || range));
    } else this.draw(range);
    if (isNew && this.following && !this.player.audio.paused) this.bring(); else if (isNew) this.place();
  }

  // The word's own letters: each written word has as many as it has in the page.
  wordRange(cover, index, word) {
    if (word < 0) return null;
    const whole = rangeOf(cover);
    const words = [...String(whole).matchAll(/\S+/g)];
    const found = words.length === this.player.data.words[index].length ? words[word] : null;
    if (!found) return null;
    const walker = document.createTreeWalker(whole.commonAncestorContainer, TEXTS);
    const range = new Range();
    let before = 0;
    walker.currentNode = cover.start;
    for (let at = cover.start, from = cover.from; at; at = walker.nextNode(), from = 0) {
      const length = at.length - from;
      if (found.index >= before && found.index < before + length) range.setStart(at, from + found.index - before);
      const end = found.index + found[0].length;
      if (end > before && end <= before + length) { range.setEnd(at, from + end - before); return range; }
      before += length;
    }
    return null;
  }

  // The tint is the accent's, and every colour of the sentence is readable on it, or none is kept.
  tint(range) {
    const element = range.startContainer.parentElement;
    const paper = ground(element);
    const { accent } = this.player.colours;
    const said = getComputedStyle(this.player).getPropertyValue('--aloud-highlight').trim();
    const colour = said ? parsed(said) : accent;
    const back = said ? mix(colour, paper, colour[3]) : mix(accent, paper, luminance(paper) < 0.2 ? 0.26 : 0.18);
    const inks = [element, ...(range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer.querySelectorAll('*') : [])].filter((one) => range.intersectsNode(one)).slice(0, 40).map((one) => parsed(getComputedStyle(one).color));
    const isReadable = inks.every((ink) => contrast(mix(ink, paper, ink[3]), back) >= 4.5);
    const ink = isReadable ? null : css(readable(inks[0], back, 4.5));
    // Behind the close lines of a headline, the tint of one would hide the line below another.
    this.shades = { back: element.closest('h1, h2, h3') ? 'transparent' : css(back), ink, line: css(readable(accent, back, 3)) };
    paint(this.shades);
  }

  // Whether the page has marks of the sentence.
  showMarks() {
    const marks = [...document.querySelectorAll('span[data-aloud]')];
    return marks.filter((mark) => mark.toggleAttribute('data-aloud-now', Number(mark.dataset.aloud) === this.current)).length;
  }

  // For browsers without highlights: the marks that `attach --way spans` has put around the sentence, else lines drawn below it.
  draw(range) {
    if (this.showMarks()) return;
    this.paper ||= make('div', { 'aria-hidden': 'true', class: 'aloud' });
    this.paper.style.cssText = 'position:absolute;inset:0 auto auto 0;pointer-events:none;z-index:2147482000';
    this.paper.replaceChildren(...[...range.getClientRects()].map((box) => {
      const line = make('i');
      line.style.cssText = `position:absolute;left:${box.left + scrollX}px;top:${box.bottom + scrollY - 2}px;width:${box.width}px;height:3px;background:${this.shades.line}`;
      return line;
    }));
    document.body.append(this.paper);
  }

  box() {
    const cover = this.covers[this.current];
    return cover ? rangeOf(cover).getBoundingClientRect() : null;
  }

  // Whether the whole sentence, or as much as there is room for, can be seen.
  isSeen() {
    const box = this.box();
    if (!box || !box.height) return true;
    const { top, bottom } = this.player.band();
    const room = bottom - top;
    return box.height < room ? box.top >= top && box.bottom <= bottom : box.top >= top - 1 && box.top < top + room / 2;
  }

  bring() {
    if (this.isSeen()) return this.place();
    const box = this.box();
    const { top, bottom } = this.player.band();
    const goal = Math.max(top + EDGE, top + (bottom - top) * READ_AT - box.height / 2);
    const behavior = isStill() ? 'auto' : 'smooth';
    this.ours = performance.now() + MOMENTUM;
    let scroller = this.covers[this.current].start.parentElement;
    while (scroller && scroller !== document.body && !(scroller.scrollHeight > scroller.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) scroller = scroller.parentElement;
    (scroller && scroller !== document.body && scroller !== document.documentElement ? scroller : window).scrollBy({ top: box.top - goal, behavior });
    this.place();
  }

  scrolled() {
    const now = performance.now();
    const byHand = now - (this.handAt || -1e9) < MOMENTUM || now > (this.ours || 0);
    if (byHand && this.current >= 0 && !this.player.audio.paused && wantsToFollow()) this.following = this.isSeen();
    cancelAnimationFrame(this.placing);
    this.placing = requestAnimationFrame(() => this.place());
  }

  // Says to the player whether the way back is to be shown.
  place() {
    const box = this.box();
    const isAway = !this.following && wantsToFollow() && box && !this.player.audio.paused && !this.isSeen();
    this.player.away(isAway ? (box.top < innerHeight / 2 ? 'above' : 'below') : '');
    if (this.paper && this.paper.isConnected && this.covers[this.current]) this.draw(rangeOf(this.covers[this.current]));
  }

  // Only after listening has begun; never for a reader who marks text, follows a link or presses twice.
  clicked(event) {
    const { player } = this;
    if (!player.begun || player.dataset.click === 'off' || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.detail > 1) return;
    if (!(event.target instanceof Element) || event.target.closest('a[href],button,input,select,textarea,label,summary,audio,video,aloud-player,[contenteditable],[role=button],[onclick]')) return;
    const { clientX: x, clientY: y } = event;
    const at = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
    const [node, offset] = at ? [at.offsetNode || at.startContainer, at.offset ?? at.startOffset] : [];
    if (!node || !getSelection().isCollapsed) return;
    const index = this.covers.findIndex((cover) => {
      if (!cover || !cover.start.isConnected) return false;
      const range = rangeOf(cover);
      return range.isPointInRange(node, offset) && [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    });
    if (index < 0) return;
    clearTimeout(this.clickTimer);
    this.clickTimer = setTimeout(() => { if (getSelection().isCollapsed) player.chosen(index); }, 260);
  }
}
