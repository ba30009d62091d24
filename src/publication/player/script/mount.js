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

// The headline: the heading that says the most of the title, else the first of the story.
const plain = (text) => [...text].map(fold).join('');
const headline = (title) => {
  const wanted = plain(title || '');
  const headings = [...document.querySelectorAll('h1, h2')].filter((one) => !one.closest('a, aloud-player, nav, footer, dialog') && one.getClientRects().length);
  const said = (heading) => {
    const own = plain(heading.textContent);
    return own && own === wanted ? Infinity : own.length >= 6 && wanted.length >= 6 && (own.includes(wanted) || wanted.includes(own)) ? Math.min(own.length, wanted.length) : 0;
  };
  const best = headings.reduce((best, one) => (said(one) > (best ? said(best) : 0) ? one : best), null);
  return best || document.querySelector('article h1, main h1, h1') || document.querySelector('article, main');
};

const idle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 1000 }) : setTimeout(act, 50));
const isAlive = (root) => Object.keys(root).some((key) => /^_{1,2}(react|vue|svelte|ng|preact)/i.test(key));
// A page has come to rest when it is loaded, its framework has taken it over, and nothing has changed for a while.
const settled = (isFramework) => new Promise((done) => {
  const began = performance.now();
  let quiet;
  const look = () => {
    const waits = isFramework && performance.now() - began < 2500 && !window.__svelte && ![...document.querySelectorAll('body > *, body > * > *')].some(isAlive);
    if (waits) rest(); else { watcher.disconnect(); idle(done); }
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
