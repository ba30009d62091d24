// <aloud-player>: plays a narration, and is one row until more is asked for.

const NO_SOURCE = 3; // of an HTMLMediaElement's network states
// One sound at a time: in this page, and in the reader's other ones.
let sounding = null;
const others = new BroadcastChannel('aloud');
others.onmessage = () => { if (sounding) sounding.audio.pause(); };

// Pages with web components in old JavaScript put another in the place of HTMLElement, that takes no classes.
class AloudPlayer extends Object.getPrototypeOf(HTMLDivElement) {
  async connectedCallback() {
    this.page = new AbortController();
    if (this.data) return this.attend();
    const inside = this.querySelector('script[type$=json]');
    if (this.narration) this.data = this.narration;
    else if (inside) this.data = JSON.parse(inside.textContent);
    else if (this.getAttribute('src')) this.data = await load(this.getAttribute('src')).catch(() => null);
    if (!this.data || !this.data.keys || this.shadowRoot) return undefined;
    stepOut(this);
    if (this.isConnected) { this.build(); this.attend(); }
    return undefined;
  }

  disconnectedCallback() {
    this.page.abort();
    // A page that is drawn again may put us back at once.
    setTimeout(() => { if (!this.isConnected && this.audio && this.contains(this.audio)) this.audio.pause(); });
  }

  build() {
    const { labels, id } = this.data;
    // Where the reader left; given to the audio when it is loaded.
    this.pending = Number(kept('at:' + id)) || 0;
    this.passed = 0;
    this.audio = (!this.data.base && this.querySelector('audio')) || this.sources();
    this.steady(() => {
      this.audio.controls = false;
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [PLAYER];
      this.main = makeBar(this, false);
      const box = make('div', { class: 'box', part: 'box', role: 'region', 'aria-label': labels.listen }, this.main.element, this.menu = makeMenu(this));
      this.shell = make('div', { class: 'all idle', dir: labels.dir || 'ltr', lang: labels.language }, box, this.said = make('p', { class: 'said', role: 'status' }), this.dock = makeDock(this));
      root.append(this.shell);
    });
    this.follower = new Follower(this);
    this.dressed();
    this.listen();
    this.setSpeed(Number(kept('speed')) || 1);
    this.show();
    this.linked();
  }

  // Nothing below moves when the player takes the place of what stood there.
  steady(change) {
    let below = null;
    for (let at = this; !below && at && at !== document.body; at = at.parentElement) for (below = at.nextElementSibling; below && !below.getClientRects().length;) below = below.nextElementSibling;
    const top = () => (below ? below.getBoundingClientRect().top : 0);
    const old = top();
    change();
    if (!this.querySelector('audio')) return;
    // Half of what is left stands above.
    roomFor(this, (old - top()) / 2, 'marginBlockStart');
    roomFor(this, old - top());
  }

  sources() {
    const audio = make('audio', { preload: 'none' });
    audio.append(...this.data.audio.map(([href, type]) => make('source', { src: this.at(href), type })));
    return audio;
  }

  // Addresses in the data are seen from where the data is.
  at(address) {
    return new URL(address, this.data.base || document.baseURI).href;
  }

  // The colours are the page's, and change with it.
  dressed() {
    this.colours = dress(this, this.shell);
    this.follower.current >= 0 && this.follower.covers[this.follower.current] && this.follower.tint(rangeOf(this.follower.covers[this.follower.current]));
  }

  attend() {
    if (!this.shadowRoot) return;
    const { signal } = this.page;
    if (!document.adoptedStyleSheets.includes(PAGE)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, PAGE];
    this.follower.listen(signal);
    window.addEventListener('pagehide', () => this.remember(), { signal });
    window.addEventListener('hashchange', () => this.linked(), { signal });
    const again = () => { clearTimeout(this.dressing); this.dressing = setTimeout(() => this.isConnected && this.dressed(), 60); };
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) matchMedia(query).addEventListener('change', again, { signal });
    const themes = new MutationObserver(again);
    for (const one of [document.documentElement, document.body]) themes.observe(one, { attributes: true });
    const seen = new IntersectionObserver(([entry]) => { this.isBarSeen = entry.isIntersecting; this.miniShown(); });
    seen.observe(this.main.element);
    signal.addEventListener('abort', () => { themes.disconnect(); seen.disconnect(); });
  }

  listen() {
    const { audio } = this;
    const on = (names, act) => names.split(' ').forEach((name) => audio.addEventListener(name, act));
    on('play', () => this.begins());
    on('play playing seeked ratechange', () => { this.awaitSentence(); this.session(); });
    on('pause', () => { this.busy(false); this.face(); this.remember(); this.emit('pause'); this.follower.place(); });
    on('ended', () => this.ends());
    on('timeupdate seeked durationchange', () => this.show());
    on('waiting seeking', () => this.busy(!audio.paused));
    on('playing canplay seeked', () => this.busy(false));
    on('playing', () => this.fail(false));
    on('loadedmetadata', () => {
      audio.playbackRate = this.rate;
      if (this.pending) audio.currentTime = this.pending;
      this.pending = 0;
    });
    // Each form of the audio that fails tells so itself; only when none is left is there nothing to play.
    audio.addEventListener('error', () => { if (audio.error || audio.networkState === NO_SOURCE) this.fail(true); }, true);
    this.shadowRoot.addEventListener('keydown', (event) => {
      const pressed = this.shadowRoot.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key.toUpperCase())}"]`);
      if (pressed && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); pressed.click(); }
    });
  }

  begins() {
    if (sounding && sounding !== this) sounding.audio.pause();
    sounding = this;
    others.postMessage('play');
    this.mark('idle', false);
    const isFirst = !this.begun;
    this.begun = true;
    this.isMiniClosed = false;
    if (isFirst || !this.follower.covers.length) this.follower.search();
    this.follower.following = wantsToFollow();
    this.emit('play');
    this.face();
    this.follow();
  }

  ends() {
    keep('at:' + this.data.id, null);
    this.show();
    this.reached(101);
    this.emit('complete');
    this.face();
    if (this.dataset.next) { this.openMenu(true); this.menu.querySelector('.foot a:last-of-type').focus({ preventScroll: true }); }
  }

  loaded() { return this.audio.readyState > 0; }
  position() { return this.loaded() && !this.pending ? this.audio.currentTime : this.pending; }
  length() { return Number.isFinite(this.audio.duration) ? this.audio.duration : this.data.duration; }
  toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }
  skip(by) { this.seek(this.position() + by); }

  // A play that is refused or overtaken by a pause is told by the events. After a failure all is asked for again.
  play() {
    if (this.hasFailed) this.audio.load();
    this.busy(true);
    this.audio.play().catch(() => this.busy(false));
  }

  pause() { this.audio.pause(); }

  fail(hasFailed) {
    if (hasFailed) {
      this.pending = this.position() || this.lastAt || 0;
      this.audio.pause();
      this.busy(false);
      this.emit('error');
    }
    if (this.hasFailed === hasFailed) return;
    this.hasFailed = hasFailed;
    this.said.textContent = hasFailed ? this.data.labels.failed : '';
    this.mark('failed', hasFailed);
    this.face();
    this.show();
  }

  seek(time, isQuiet) {
    const to = Math.min(Math.max(time, 0), this.length());
    this.leap(to);
    if (this.loaded() && !this.hasFailed) this.audio.currentTime = to; else this.pending = to;
    this.mark('idle', false);
    this.show();
    this.tell();
    if (!isQuiet) this.emit('seek');
  }

  // To another sentence, or to where another paragraph begins; within one, back is to its own beginning.
  step(kind, by) {
    const { cues, blocks } = this.data;
    const starts = kind === 'sentences' || !blocks.length ? cues : blocks.map(([first]) => cues[first]);
    const at = this.position();
    const now = lastAt(starts, at + 0.05);
    const isInside = by < 0 && now >= 0 && at - starts[now][0] > 2;
    this.seek((starts[Math.min(Math.max(now + (isInside ? 0 : by), 0), starts.length - 1)] || [0])[0]);
  }

  // A sentence that was pressed on: the one that is heard pauses.
  chosen(index) {
    if (index === this.follower.current) return this.toggle();
    this.seek(this.data.cues[index][0]);
    return this.play();
  }

  times(speed) { return speed.toLocaleString(this.data.labels.language) + '\u00d7'; }

  setSpeed(speed) {
    this.rate = SPEEDS.includes(speed) ? speed : 1;
    this.audio.defaultPlaybackRate = this.audio.playbackRate = this.rate;
    keep('speed', this.rate === 1 ? null : this.rate);
    for (const bar of [this.main, this.small]) {
      bar.speed.textContent = this.times(this.rate);
      bar.speed.setAttribute('aria-label', `${this.data.labels.speed}: ${this.times(this.rate)}`);
      bar.speed.classList.toggle('plain', this.rate === 1);
    }
    this.speeds.forEach((one, index) => one.setAttribute('aria-pressed', SPEEDS[index] === this.rate));
    if (this.begun) this.emit('speed');
  }

  faster() { this.setSpeed(SPEEDS.find((speed) => speed > this.rate && speed <= 2) || 1); }

  openMenu(wanted) {
    const isOpen = wanted === true || this.menu.hidden;
    this.menu.hidden = !isOpen;
    this.mark('open', isOpen);
    this.main.more.setAttribute('aria-expanded', isOpen);
    this.followButton.setAttribute('aria-pressed', wantsToFollow());
  }

  toggleFollow() {
    keep('follow', wantsToFollow() ? 'off' : null);
    this.follower.following = wantsToFollow();
    this.openMenu(true);
    this.follower.place();
  }

  remember() {
    const at = this.position();
    if (!this.audio.ended && at > 0) keep('at:' + this.data.id, at.toFixed(1));
    this.keptAt = performance.now();
  }

  // Between two timeupdates up to 250 ms pass; frames are closer.
  follow() {
    cancelAnimationFrame(this.frame);
    if (this.audio.paused) return;
    this.show();
    if (performance.now() - (this.keptAt || 0) > KEEP_EVERY) { this.remember(); this.session(); this.lift(); }
    this.frame = requestAnimationFrame(() => this.follow());
  }

  // The next sentence waits for no frame: a busy browser drops them, and a hidden page has none.
  awaitSentence() {
    clearTimeout(this.timer);
    const { cues } = this.data;
    const at = this.audio.currentTime;
    const next = cues[lastAt(cues, at) + 1];
    if (!next || this.audio.paused) return;
    this.timer = setTimeout(() => { this.show(); this.awaitSentence(); }, Math.max(((next[0] - at) / this.audio.playbackRate) * 1000, 4));
  }

  mark(name, isSo) { this.shell.classList.toggle(name, isSo); }
  busy(isBusy) { this.mark('busy', isBusy); }

  face() {
    const name = this.audio.paused ? 'play' : 'pause';
    for (const { play } of [this.main, this.small]) {
      if (play.value === name) continue;
      play.value = name;
      play.setAttribute('aria-label', this.data.labels[name]);
      play.replaceChildren(icon(name));
    }
    if (navigator.mediaSession && sounding === this) navigator.mediaSession.playbackState = this.audio.paused ? 'paused' : 'playing';
    this.miniShown();
  }

  show() {
    const { labels, chapters, cues, words, title } = this.data;
    const [at, length] = [this.position(), this.length()];
    if (at) this.lastAt = at;
    this.shell.style.setProperty('--at', `${(at / length) * 100}%`);
    const chapter = Math.max(0, lastAt(chapters, at));
    const isIdle = this.shell.classList.contains('idle') && !this.pending;
    const waits = isIdle ? `${about(labels.language, length)} \u00b7 ${labels.synthetic.replace(/\.$/, '')}` : this.of(clock);
    const [name, status] = [this.begun ? (chapters.length > 1 ? chapters[chapter][1] : title || labels.listen) : labels.listen, this.hasFailed ? labels.failed : waits];
    say(this.main.title, name);
    for (const bar of [this.main, this.small]) say(bar.status, status);
    if (this.chapterButtons && this.chapter !== chapter) {
      this.chapter = chapter;
      this.chapterButtons.forEach((one, index) => one.setAttribute('aria-current', index === chapter));
    }
    if (this.shadowRoot.activeElement !== this.main.slider && Math.abs(at - (this.toldAt ?? -9)) >= 5) this.tell();
    this.reached((at / length) * 100);
    const hasBegun = this.begun && this.loaded() && !this.audio.ended;
    // A sentence stays until the next one begins, and the last one until it ends.
    let index = hasBegun || this.isLinked ? lastAt(cues, at) : -1;
    if (index === cues.length - 1 && index >= 0 && at > cues[index][1]) index = -1;
    const times = words && words[index];
    this.follower.show(index, times ? lastAt(times.map((time) => [time]), at - cues[index][0]) : -1);
  }

  of(write) { return this.data.labels.of.replace('{0}', write(this.position())).replace('{1}', write(this.length())); }

  // What the slider says when somebody asks.
  tell() {
    const { labels } = this.data;
    const [at, length] = [this.position(), this.length()];
    this.toldAt = at;
    this.main.slider.max = length;
    this.main.slider.value = at;
    this.main.slider.setAttribute('aria-valuetext', this.of((seconds) => inWords(labels.language, seconds)));
  }

  // The small bar says the sentence.
  told(text) { this.small.title.textContent = text || this.data.title || this.data.labels.listen; }

  away(where) {
    this.chip.hidden = !where;
    this.chip.classList.toggle('is-below', where === 'below');
    this.docked();
  }

  backToVoice() {
    this.follower.following = true;
    this.away('');
    this.follower.bring();
  }

  miniShown() {
    const isWanted = this.begun && this.isBarSeen === false && !this.isMiniClosed && this.dataset.mini !== 'off' && (!this.audio.paused || !this.miniBox.hidden);
    this.miniBox.hidden = !isWanted || this.audio.ended;
    this.docked();
  }

  closeMini() {
    this.isMiniClosed = true;
    this.audio.pause();
    this.miniShown();
  }

  docked() {
    const isShown = !this.chip.hidden || !this.miniBox.hidden;
    if (this.dock.hidden !== isShown) return;
    this.dock.hidden = !isShown;
    if (this.dock.popover) { if (isShown) this.dock.showPopover(); else this.dock.hidePopover(); }
    this.lift();
  }

  // Never over a bar that the page has at its foot.
  lift() {
    if (this.dock.hidden) return;
    const free = innerHeight - bandOf(this).bottom;
    this.dock.style.setProperty('--lift', free > 1 ? `${free + 8}px` : '0px');
  }

  band() {
    const band = bandOf(this);
    if (!this.dock.hidden) band.bottom = Math.min(band.bottom, this.dock.getBoundingClientRect().top - 8);
    return band;
  }

  // To a time or a sentence that a link names.
  linked() {
    const [, kind, value] = /[#&]([ts])=([\d.:]+)/.exec(location.hash) || [];
    if (!kind || document.querySelector('aloud-player') !== this) return;
    const seconds = value.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const cue = this.data.cues[Number(value)];
    this.isLinked = true;
    this.seek(kind === 't' ? seconds : cue ? cue[0] : 0, true);
    this.follower.bring();
  }

  async share() {
    const url = `${location.href.split('#')[0]}#t=${Math.floor(this.position())}`;
    try {
      if (navigator.share && matchMedia('(pointer: coarse)').matches) await navigator.share({ title: this.data.title, url });
      else await navigator.clipboard.writeText(url);
      this.said.textContent = this.main.status.textContent = this.data.labels.copied;
    } catch { history.replaceState(history.state, '', url); }
  }
}
