// What publishers can count, and what the lock screen shows. Nothing goes anywhere unless the page asks for it.

// The one that the lock screen shows.
let shown;
const QUARTERS = [25, 50, 75];

Object.assign(AloudPlayer.prototype, {
  emit(name) {
    const { id, title } = this.data;
    const detail = { id, title, at: this.position(), duration: this.length(), speed: this.rate };
    this.dispatchEvent(new CustomEvent(`aloud:${name}`, { bubbles: true, composed: true, detail }));
    const { beacon } = this.dataset;
    if (beacon) fetch(beacon, { method: 'POST', keepalive: true, credentials: 'omit', body: JSON.stringify({ event: name, ...detail }) }).catch(() => {});
  },

  // Each quarter once.
  reached(percent) {
    if (!this.begun || this.audio.paused && percent <= 100) return;
    const quarter = QUARTERS[this.passed];
    if (percent < quarter || quarter === undefined) return;
    this.passed += 1;
    this.emit(String(quarter));
    this.reached(percent);
  },

  // What was leapt over was not heard.
  leap(to) {
    while (QUARTERS[this.passed] <= (to / this.length()) * 100) this.passed += 1;
  },

  session() {
    const { mediaSession } = navigator;
    if (!mediaSession || sounding !== this) return;
    const { title, artist, image, chapters } = this.data;
    if (this.audio.duration) try { mediaSession.setPositionState({ duration: this.length(), position: Math.min(this.position(), this.length()), playbackRate: this.rate }); } catch { /* then the lock screen shows none */ }
    if (shown === this) return;
    shown = this;
    mediaSession.metadata = new MediaMetadata({ title: title || document.title, artist: artist || '', artwork: image ? [{ src: image }] : [] });
    const chapter = (by) => {
      const next = chapters[lastAt(chapters, this.position()) + by];
      this.seek(next ? next[0] : by < 0 ? 0 : this.length());
    };
    const steps = {
      play: () => this.play(), pause: () => this.audio.pause(),
      seekbackward: (how) => this.skip(-(how.seekOffset || SKIP)), seekforward: (how) => this.skip(how.seekOffset || SKIP), seekto: (how) => this.seek(how.seekTime),
      previoustrack: chapters.length > 1 ? () => chapter(-1) : null, nexttrack: chapters.length > 1 ? () => chapter(1) : null,
    };
    for (const [name, act] of Object.entries(steps)) {
      try { mediaSession.setActionHandler(name, act); } catch { /* a browser need not know them all */ }
    }
  },
});
