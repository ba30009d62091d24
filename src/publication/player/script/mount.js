// Comes into pages that may not be touched: <script src="aloud-player.js" data-narration="story.player.json" defer>.
// It waits until the page stands still, and comes again when the page is drawn again.

const load = async (address) => {
  const base = new URL(address, document.baseURI).href;
  const answer = await fetch(base, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`aloud: ${base} answers ${answer.status}`);
  return { base, ...(await answer.json()) };
};

const isRow = (element) => {
  const { display, flexDirection, flexWrap, gridTemplateColumns } = getComputedStyle(element);
  return (/flex/.test(display) && flexDirection.startsWith('row') && flexWrap === 'nowrap') || (/grid/.test(display) && gridTemplateColumns.split(' ').length > 1);
};
// Beside a headline there is no room for a bar: it goes below the row.
const stepOut = (element) => {
  let at = element.parentElement;
  let row = null;
  for (let up = 0; at && at !== document.body && up < 3; at = at.parentElement, up++) if (isRow(at) && at.getBoundingClientRect().height < 600) row = at;
  if (row && !row.matches('main, article')) row.after(element);
};

// The heading that says the most of a title, if one says anything of it; where none does in its words, the one of level 1 that has
// the most words of it, as `aloud attach` finds it.
const plain = (text) => [...text].map(fold).join('');
const wordsOf = (text) => new Set((text.match(/[\p{L}\p{N}]{3,}/gu) || []).map(plain));
const telling = (title, root) => {
  const [wanted, words] = [plain(title || ''), wordsOf(title || '')];
  const said = (heading) => {
    const own = plain(heading.textContent);
    if (own && own === wanted) return Infinity;
    if (own.length > 5 && wanted.length > 5 && (own.includes(wanted) || wanted.includes(own))) return Math.min(own.length, wanted.length);
    const theirs = wordsOf(heading.textContent);
    const common = [...theirs].filter((word) => words.has(word)).length;
    return heading.matches('h1') && common > 1 && common * 3 >= Math.min(words.size, theirs.size) ? common / 99 : 0;
  };
  let [best, most] = [null, 0];
  for (const one of root.querySelectorAll('h1, h2')) {
    const much = one.closest('a, aloud-player, nav, footer, dialog') || !one.getClientRects().length ? 0 : said(one);
    if (much > most) [best, most] = [one, much];
  }
  return best;
};
// The headline: that heading, else the page's first.
const headline = (title) => telling(title, document) || document.querySelector('h1') || document.querySelector('article, main');

const isAlive = (root) => Object.keys(root).some((key) => /^_{1,2}(react|vue|svelte|ng|preact)/i.test(key));
// A page has come to rest when it is loaded, its framework has taken it over, and nothing has changed for a while.
const settled = (isFramework) => new Promise((done) => {
  const began = performance.now();
  let quiet;
  const look = () => {
    const waits = isFramework && performance.now() - began < 2500 && !window.__svelte && ![...document.querySelectorAll('body > *, body > * > *')].some(isAlive);
    if (waits) rest(); else { watcher.disconnect(); done(); }
  };
  const rest = () => { clearTimeout(quiet); quiet = setTimeout(look, 150); };
  const watcher = new MutationObserver(() => { if (performance.now() - began < 5000) rest(); });
  const start = () => { watcher.observe(document.body, { subtree: true, childList: true }); rest(); };
  if (document.readyState === 'complete') start(); else addEventListener('load', start, { once: true });
});

class Mount {
  constructor(script) {
    this.settings = { ...script.dataset };
    this.address = new URL(script.dataset.narration, script.src || document.baseURI).href;
    this.path = location.pathname;
    this.start();
  }

  async start() {
    const reading = load(this.address);
    await settled(this.settings.framework !== undefined);
    const data = await reading.catch((error) => void console.warn(error));
    if (!data) return this.open();
    this.player = document.createElement('aloud-player');
    const { narration, at, framework, ...rest } = this.settings;
    Object.assign(this.player.dataset, rest);
    Object.assign(this.player, { narration: data, className: 'aloud', lang: data.labels.language });
    this.place();
    this.watcher = new MutationObserver(() => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), 80); });
    this.watcher.observe(document.documentElement, { subtree: true, childList: true });
    return undefined;
  }

  // The room that was kept free is given back in the moment that the player takes it.
  open() {
    for (const style of document.querySelectorAll('style[data-aloud]')) style.disabled = true;
  }

  place() {
    const { at } = this.settings;
    const after = (at && document.querySelector(at)) || headline(this.player.narration.title);
    if (!after) return;
    const below = after.nextElementSibling;
    const [old, top] = [below && below.getBoundingClientRect().top, after.getBoundingClientRect().bottom];
    this.open();
    if (after.matches('article, main')) after.prepend(this.player); else after.after(this.player);
    if (below && this.player.nextElementSibling === below && old > top) roomFor(this.player, old - below.getBoundingClientRect().top);
  }

  look() {
    if (location.pathname !== this.path) this.leave();
    else if (this.player && !this.player.isConnected) this.place();
  }

  // Another story came into the same page: its own file says whether it has a narration.
  async leave() {
    const { player } = this;
    this.path = location.pathname;
    this.player = null;
    if (player) { player.pause(); player.remove(); }
    const answer = await fetch(location.href).catch(() => ({}));
    const script = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('script[data-narration]');
    if (!script) return;
    this.watcher.disconnect();
    const { narration, ...rest } = script.dataset;
    new Mount({ dataset: { ...rest, narration: new URL(narration, location.href).href } });
  }
}
