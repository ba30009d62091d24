/* <aloud-player>: plays an article's narration and shows where it is in the text.
   No framework, no tracker; nothing is fetched but the audio, and that when somebody presses play. */
(() => {
  'use strict';
  // Where a browser has not what this needs, the plain <audio> stays.
  if (!window.customElements || customElements.get('aloud-player') || !('adoptedStyleSheets' in Document.prototype)) return;

  const SKIP = 15; // seconds of the skip buttons
  const STEP = 5; // seconds of an arrow key on the slider
  const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
  const SHORTEST_WAIT = 4; // milliseconds, where the audio itself is late
  const KEEP_EVERY = 5000; // milliseconds between two times that the position is kept

  // Constructed style sheets pass any content security policy. Colours come from the page, so light and dark are its own.
  const sheet = (css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };
  const PAGE = sheet(`
    span[data-aloud] { cursor: pointer; }
    span[data-aloud-now] { background-color: rgba(255, 196, 0, .38); border-radius: .15em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
    @media (forced-colors: active) { span[data-aloud-now] { background-color: Highlight; color: HighlightText; forced-color-adjust: none; } }
    @media print { span[data-aloud-now] { background: none; } }`);
  const PLAYER = sheet(`
    :host { display: block; margin: 1em 0; font: 16px/1.4 system-ui, sans-serif; color: inherit; }
    :host([hidden]) { display: none; }
    .box { border: 1px solid; border-radius: 8px; padding: 8px; }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
    button, select { font: inherit; color: inherit; background: transparent; border: 1px solid transparent; border-radius: 8px; min-width: 44px; min-height: 44px; margin: 0; cursor: pointer; }
    select { border-color: currentColor; padding: 0 4px; max-width: 100%; }
    option { color: CanvasText; background: Canvas; }
    button { display: inline-flex; align-items: center; justify-content: center; padding: 0 6px; }
    button:hover { border-color: currentColor; }
    button:focus-visible, select:focus-visible, input:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    .play { border: 2px solid; border-radius: 50%; }
    svg { width: 24px; height: 24px; fill: currentColor; flex: none; }
    .slider { flex: 1 1 140px; min-width: 0; display: flex; }
    input { flex: 1; min-width: 0; height: 44px; margin: 0; accent-color: currentColor; cursor: pointer; }
    .time { font-variant-numeric: tabular-nums; white-space: nowrap; }
    .about { display: block; margin: 4px 4px 0; font-size: 14px; }
    .failed { margin: 4px; font-weight: bold; }
    .failed:empty { display: none; }
    @media (prefers-reduced-motion: no-preference) { button { transition: border-color .15s; } }`);
  const ICONS = {
    play: 'M8 5v14l11-7z',
    pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
    back: 'M11 18V6l-8.5 6zM20 18V6l-8.5 6z',
    forward: 'M13 6v12l8.5-6zM4 6v12l8.5-6z',
  };

  // Storage may be forbidden, full, or gone.
  const kept = (name) => {
    try { return localStorage.getItem('aloud:' + name); } catch { return null; }
  };
  const keep = (name, value) => {
    try {
      if (value === null) localStorage.removeItem('aloud:' + name);
      else localStorage.setItem('aloud:' + name, value);
    } catch { /* then it is not remembered */ }
  };

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const icon = (name) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
    svg.firstChild.setAttribute('d', ICONS[name]);
    return svg;
  };
  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, '0');
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };
  // The last of a sorted list that begins at or before a time; -1 before the first.
  const lastAt = (list, time) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle][0] <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  class AloudPlayer extends HTMLElement {
    connectedCallback() {
      this.page = new AbortController();
      if (!this.shadowRoot) this.build();
      if (!document.adoptedStyleSheets.includes(PAGE)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, PAGE];
      const { signal } = this.page;
      document.addEventListener('click', (event) => this.clicked(event), { signal });
      window.addEventListener('pagehide', () => this.remember(), { signal });
    }

    disconnectedCallback() {
      this.page.abort();
      if (this.audio) this.audio.pause();
    }

    build() {
      this.audio = this.querySelector('audio');
      this.data = JSON.parse(this.querySelector('script').textContent);
      this.now = -1;
      this.spans = new Map();
      for (const span of document.querySelectorAll('span[data-aloud]')) {
        const number = Number(span.dataset.aloud);
        this.spans.set(number, [...(this.spans.get(number) || []), span]);
      }
      // Where the reader left; given to the audio when it is loaded.
      this.pending = Number(kept('at:' + this.data.id)) || 0;
      this.audio.controls = false;
      this.controls();
      this.listen();
      this.setSpeed(Number(kept('speed')) || 1);
      this.show();
    }

    controls() {
      const { labels, chapters, duration } = this.data;
      const button = (name, act, ...more) => {
        const made = make('button', { type: 'button', class: name, 'aria-label': labels[name] }, icon(name), ...more);
        made.addEventListener('click', act);
        return made;
      };
      this.playButton = button('play', () => this.toggle());
      this.slider = make('input', { type: 'range', min: 0, max: Math.ceil(duration), step: 'any', 'aria-label': labels.position });
      this.slider.addEventListener('input', () => this.seek(Number(this.slider.value)));
      this.slider.addEventListener('keydown', (event) => this.sliderKey(event));
      this.time = make('span', { class: 'time', 'aria-hidden': 'true' });
      this.speed = make('select', { class: 'speed', 'aria-label': labels.speed });
      for (const speed of SPEEDS) this.speed.append(make('option', { value: speed }, speed.toLocaleString(labels.language) + '\u00d7'));
      this.speed.addEventListener('change', () => this.setSpeed(Number(this.speed.value)));
      const row = make('div', { class: 'row' }, this.playButton,
        button('back', () => this.seek(this.position() - SKIP), '15'),
        button('forward', () => this.seek(this.position() + SKIP), '15'),
        make('div', { class: 'slider' }, this.slider), this.time, this.speed);
      if (chapters.length > 1) row.append(this.chapterList());
      this.failed = make('p', { class: 'failed', role: 'status' });
      const about = make('div', { class: 'about' }, make('slot', { name: 'about' }));
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [PLAYER];
      root.append(make('div', { class: 'box', role: 'group', 'aria-label': labels.listen }, row, about, this.failed));
    }

    chapterList() {
      const { chapters, labels } = this.data;
      this.chapters = make('select', { class: 'chapters', 'aria-label': labels.chapters });
      chapters.forEach(([start, title], index) => this.chapters.append(make('option', { value: index }, `${clock(start)} ${title}`)));
      this.chapters.addEventListener('change', () => this.seek(chapters[Number(this.chapters.value)][0]));
      return this.chapters;
    }

    listen() {
      const on = (names, act) => names.split(' ').forEach((name) => this.audio.addEventListener(name, act));
      on('play', () => { this.session(); this.face(); this.follow(); });
      on('play playing seeked ratechange', () => this.awaitSentence());
      on('pause', () => { this.face(); this.remember(); });
      on('ended', () => { keep('at:' + this.data.id, null); this.show(); });
      on('timeupdate seeked durationchange', () => this.show());
      on('loadedmetadata', () => {
        this.audio.playbackRate = Number(this.speed.value);
        if (this.pending) this.audio.currentTime = this.pending;
        this.pending = 0;
      });
      // Each form of the audio that fails tells so itself; only when none is left is there nothing to play.
      this.audio.addEventListener('error', () => {
        if (this.audio.error || this.audio.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) this.failed.textContent = this.data.labels.failed;
      }, true);
      on('playing', () => { this.failed.textContent = ''; });
    }

    loaded() {
      return this.audio.readyState > 0;
    }

    position() {
      return this.loaded() ? this.audio.currentTime : this.pending;
    }

    length() {
      return Number.isFinite(this.audio.duration) ? this.audio.duration : this.data.duration;
    }

    toggle() {
      if (this.audio.paused) this.play(); else this.audio.pause();
    }

    play() {
      // A play that is refused or overtaken by a pause is told by the events.
      this.audio.play().catch(() => {});
    }

    seek(time) {
      const to = Math.min(Math.max(time, 0), this.length());
      if (this.loaded()) this.audio.currentTime = to; else this.pending = to;
      this.show();
    }

    setSpeed(speed) {
      const known = SPEEDS.includes(speed) ? speed : 1;
      this.speed.value = String(known);
      this.audio.defaultPlaybackRate = this.audio.playbackRate = known;
      keep('speed', known === 1 ? null : String(known));
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
      if (performance.now() - (this.keptAt || 0) > KEEP_EVERY) this.remember();
      this.frame = requestAnimationFrame(() => this.follow());
    }

    // The next sentence waits for no frame: a busy browser drops them, and a hidden page has none.
    awaitSentence() {
      clearTimeout(this.timer);
      const { cues } = this.data;
      const at = this.audio.currentTime;
      const next = cues[lastAt(cues, at) + 1];
      if (!next || this.audio.paused) return;
      const wait = ((next[0] - at) / this.audio.playbackRate) * 1000;
      this.timer = setTimeout(() => { this.show(); this.awaitSentence(); }, Math.max(wait, SHORTEST_WAIT));
    }

    face() {
      const name = this.audio.paused ? 'play' : 'pause';
      this.playButton.setAttribute('aria-label', this.data.labels[name]);
      this.playButton.querySelector('path').setAttribute('d', ICONS[name]);
    }

    show() {
      const at = this.position();
      const second = Math.floor(at);
      if (second !== this.second) {
        this.second = second;
        const [now, whole] = [clock(at), clock(this.length())];
        this.time.textContent = `${now} / ${whole}`;
        this.slider.max = this.length();
        this.slider.value = at;
        this.slider.setAttribute('aria-valuetext', this.data.labels.of.replace('{0}', now).replace('{1}', whole));
        if (this.chapters) this.chapters.value = String(Math.max(0, lastAt(this.data.chapters, at)));
      }
      this.highlight(at);
    }

    highlight(at) {
      const { cues } = this.data;
      const started = this.loaded() && (at > 0 || !this.audio.paused) && !this.audio.ended;
      // A sentence stays until the next one begins, and the last one until it ends.
      let index = started ? lastAt(cues, at) : -1;
      if (index === cues.length - 1 && index >= 0 && at > cues[index][1]) index = -1;
      if (index === this.now) return;
      const [before, after] = [this.spans.get(this.now) || [], this.spans.get(index) || []];
      const seen = before.length > 0 && inView(before[before.length - 1]);
      before.forEach((span) => span.removeAttribute('data-aloud-now'));
      after.forEach((span) => span.setAttribute('data-aloud-now', ''));
      this.now = index;
      // The page follows a reader who follows the voice, and nobody who looks at something else.
      if (seen && after.length > 0 && !this.audio.paused && !inView(after[0])) {
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
        after[0].scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
      }
    }

    clicked(event) {
      const span = event.target instanceof Element && event.target.closest('span[data-aloud]');
      if (!span || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      // Links and buttons in a sentence do what they do, and marked text is not a click.
      if (event.target.closest('a[href], button, input, select, textarea, label, summary, [contenteditable]')) return;
      if (!getSelection().isCollapsed) return;
      const cue = this.data.cues[Number(span.dataset.aloud)];
      if (!cue) return;
      this.seek(cue[0]);
      this.play();
    }

    sliderKey(event) {
      const { cues } = this.data;
      const at = this.position();
      const now = lastAt(cues, at);
      const sentence = (index) => (cues[Math.min(Math.max(index, 0), cues.length - 1)] || [0])[0];
      const to = {
        ArrowLeft: () => at - STEP, ArrowDown: () => at - STEP, ArrowRight: () => at + STEP, ArrowUp: () => at + STEP,
        PageDown: () => sentence(now - 1), PageUp: () => sentence(now + 1), Home: () => 0, End: () => this.length(),
      }[event.key];
      if (!to || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.seek(to());
    }

    // What the lock screen and headphones show and do.
    session() {
      const session = navigator.mediaSession;
      if (!session || !window.MediaMetadata) return;
      const { title, artist, image, chapters } = this.data;
      session.metadata = new MediaMetadata({ title: title || document.title, artist: artist || '', artwork: image ? [{ src: image }] : [] });
      const chapter = (step) => {
        const next = chapters[lastAt(chapters, this.position()) + step];
        this.seek(next ? next[0] : step < 0 ? 0 : this.length());
      };
      const acts = {
        play: () => this.play(),
        pause: () => this.audio.pause(),
        seekbackward: (how) => this.seek(this.position() - (how.seekOffset || SKIP)),
        seekforward: (how) => this.seek(this.position() + (how.seekOffset || SKIP)),
        seekto: (how) => this.seek(how.seekTime),
        previoustrack: chapters.length > 1 ? () => chapter(-1) : null,
        nexttrack: chapters.length > 1 ? () => chapter(1) : null,
      };
      for (const [name, act] of Object.entries(acts)) {
        try { session.setActionHandler(name, act); } catch { /* a browser need not know them all */ }
      }
    }
  }

  const inView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  customElements.define('aloud-player', AloudPlayer);
})();
