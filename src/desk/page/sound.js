// Playing: the whole narration, one sentence, a seam; and the shapes of the sound.

// Where playing ends, in seconds; none to play on.
let until = null;
let peaks = new Uint8Array();
// What is tried out, and what the concordance plays.
const other = new Audio();
let otherUntil = null;

const audio = () => $('#audio');

const load = (sound, shape) => {
  if (audio().dataset.sound === sound) return;
  audio().dataset.sound = sound;
  const rate = audio().playbackRate;
  audio().src = sound;
  audio().playbackRate = rate;
  fetch(shape).then((response) => response.arrayBuffer()).then((bytes) => { peaks = new Uint8Array(bytes); draw(); }, () => {});
};

const playFrom = (seconds, end = null) => {
  other.pause();
  until = end;
  const begin = () => { audio().currentTime = Math.max(0, seconds); audio().play().catch(() => {}); };
  if (audio().readyState > 0) begin(); else audio().addEventListener('loadedmetadata', begin, { once: true });
};
const pause = () => { audio().pause(); other.pause(); };
const toggle = () => {
  if (!audio().paused || !other.paused) { pause(); return; }
  playFrom(audio().currentTime >= audio().duration ? 0 : audio().currentTime);
};

const sentence = (index = chosen) => data.sentences[index];
const isHeard = (index) => sentence(index)?.start != null;
// One sentence, and no more.
const playSentence = (index = chosen) => { if (isHeard(index)) playFrom(sentence(index).start / 1000, sentence(index).end / 1000 + 0.05); };
// From a second before to a second after: whether it fits where it is.
const playSeam = (index = chosen) => { if (isHeard(index)) playFrom(sentence(index).start / 1000 - 1, sentence(index).end / 1000 + 1); };
const playOn = (index = chosen) => { if (isHeard(index)) playFrom(sentence(index).start / 1000); };

const playOther = (source, from = 0, end = null) => {
  audio().pause();
  other.src = source;
  otherUntil = end;
  other.addEventListener('loadedmetadata', () => { other.currentTime = from; other.play().catch(() => {}); }, { once: true });
};
other.addEventListener('timeupdate', () => { if (otherUntil != null && other.currentTime >= otherUntil) other.pause(); });

const at = () => {
  const ms = audio().currentTime * 1000;
  let found = -1;
  data.sentences.forEach((one, index) => { if (one.start != null && one.start <= ms + 30) found = index; });
  return found;
};

const follow = () => {
  if (!data) return;
  if (until != null && audio().currentTime >= until) { audio().pause(); until = null; }
  const now = audio().paused ? -1 : at();
  all('.s.now').forEach((one) => { if (Number(one.dataset.i) !== now) one.classList.remove('now'); });
  if (now >= 0) {
    $(`.s[data-i="${now}"]`)?.classList.add('now');
    if (until == null && now !== chosen && !isEditing()) choose(now, { isScrolled: true });
  }
  const seek = $('#seek');
  if (document.activeElement !== seek || !audio().paused) seek.value = String(Math.round(audio().currentTime * 1000));
  seek.setAttribute('aria-valuetext', `${minutes(audio().currentTime)} of ${minutes(data.durationMs / 1000)}`);
  $('#clock').textContent = `${minutes(audio().currentTime)} / ${minutes(data.durationMs / 1000)}`;
  document.body.classList.toggle('playing', !audio().paused);
  $('#play').setAttribute('aria-label', audio().paused ? 'Play' : 'Pause');
  draw();
};
const tick = () => { follow(); if (!audio().paused) requestAnimationFrame(tick); };

const showSpeed = (rate) => {
  $('#speed').textContent = `${rate}×`;
  $('#speed').setAttribute('aria-label', `Speed ${rate}×`);
};
const SPEEDS = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2];
const speed = (steps) => {
  const now = SPEEDS.findIndex((one) => Math.abs(one - audio().playbackRate) < 0.01);
  const rate = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (now < 0 ? 3 : now) + steps))];
  audio().playbackRate = rate; audio().defaultPlaybackRate = rate; other.defaultPlaybackRate = rate;
  showSpeed(rate);
  localStorage.setItem('aloud-desk-speed', String(rate));
};

// Bars of the shape between two times in seconds, the part before `place` in the accent.
const bars = (canvas, from, to, place) => {
  const { width, height } = canvas.getBoundingClientRect();
  if (!width) return;
  const scale = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(document.body);
  const colours = [probe('--accent', style), probe('--line', style)];
  for (let x = 0; x < width; x += 4) {
    const [start, end] = [x, x + 4].map((one) => Math.floor((from + (one / width) * (to - from)) * 50));
    let highest = 0;
    for (let index = Math.max(0, start); index <= Math.max(start, end - 1); index += 1) highest = Math.max(highest, peaks[index] || 0);
    const tall = Math.max(2, (highest / 255) * height);
    context.fillStyle = from + (x / width) * (to - from) < place ? colours[0] : colours[1];
    context.fillRect(x, (height - tall) / 2, 2, tall);
  }
};
// A colour of the style sheet, as canvases take it.
const probe = (name) => {
  const key = `${name} ${matchMedia('(prefers-color-scheme: dark)').matches}`;
  if (!probe.known[key]) {
    const element = make('i', { hidden: true });
    document.body.append(element);
    element.style.color = name === '--line' ? 'color-mix(in srgb, var(--ink) 30%, transparent)' : `var(${name})`;
    probe.known[key] = getComputedStyle(element).color;
    element.remove();
  }
  return probe.known[key];
};
probe.known = {};

const draw = () => {
  if (!data) return;
  bars($('#whole'), 0, data.durationMs / 1000, audio().currentTime);
  if (isHeard(chosen)) {
    const [start, end] = [sentence().start / 1000, sentence().end / 1000];
    const isInside = audio().currentTime > start - 0.3 && audio().currentTime < end + 0.3 && !audio().paused;
    bars($('#shape'), start - 0.2, end + 0.2, isInside ? audio().currentTime : start - 1);
  } else $('#shape').getContext('2d').clearRect(0, 0, 9999, 9999);
};
