// Small helpers: storage, elements, times in figures and in words.

const SKIP = 15; // seconds of the skip buttons
const STEP = 5; // seconds of an arrow key on the slider
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const KEEP_EVERY = 5000; // milliseconds between two times that the position is kept

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

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
  element.append(...children.filter(Boolean));
  return element;
};

// Drawn with round strokes two units wide.
const ICONS = {
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h2v14H7zm8 0h2v14h-2z',
  more: 'M4.5 11.5h1v1h-1zm7 0h1v1h-1zm7 0h1v1h-1z',
  close: 'M6 6l12 12M18 6 6 18',
  before: 'M6 6v12m12-12-8 6 8 6z',
  after: 'M18 6v12M6 6l8 6-8 6z',
  up: 'M12 20V6M6 11l6-6 6 6z',
};
const icon = (name) => {
  const [svg, path] = ['svg', 'path'].map((one) => document.createElementNS('http://www.w3.org/2000/svg', one));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
};

const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// Hours, minutes, seconds.
const timeOf = (seconds) => [3600, 60, 1].map((unit) => Math.floor(Math.max(0, seconds) / unit) % (unit > 60 ? Infinity : 60));
const clock = (seconds) => {
  const [hours, ...rest] = timeOf(seconds);
  return (hours ? [hours, ...rest] : rest).map((number, index) => String(number).padStart(index ? 2 : 1, '0')).join(':');
};
const unit = (language, number, name, unitDisplay) => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay }).format(number);
// "1 minute 12 seconds": a screen reader takes 1:12 for a time of day.
const inWords = (language, seconds) => {
  const parts = timeOf(seconds).map((number, index) => number && unit(language, number, ['hour', 'minute', 'second'][index], 'long'));
  return parts.filter(Boolean).join(' ') || unit(language, 0, 'second', 'long');
};
const about = (language, seconds) => seconds < 60 ? unit(language, Math.max(1, Math.round(seconds)), 'second', 'short') : unit(language, Math.round(seconds / 60), 'minute', 'short');

// The last of a sorted list that begins at or before a time; -1 before the first.
const lastAt = (list, time) => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= time) low = middle + 1; else high = middle;
  }
  return low - 1;
};

// Constructed style sheets pass any content security policy.
const sheet = (css) => {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
};
const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
// Gives an element so many pixels more above or below it, or fewer.
const roomFor = (element, pixels, side = 'marginBlockEnd') => {
  if (Math.abs(pixels) > 0.1) element.style[side] = `${Math.max(0, parseFloat(getComputedStyle(element)[side]) + pixels)}px`;
};
