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

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null));
  return element;
};

const ICONS = {
  play: 'M7 4.5v15a1 1 0 0 0 1.5.86l12.5-7.5a1 1 0 0 0 0-1.72L8.5 3.64A1 1 0 0 0 7 4.5z',
  pause: 'M6 4h4v16H6zM14 4h4v16h-4z',
  more: 'M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  close: 'M5 6.4 6.4 5 19 17.6 17.6 19zM17.6 5 19 6.4 6.4 19 5 17.6z',
  before: 'M7 5h2v14H7zm3 7 8-6v12z',
  after: 'M15 5h2v14h-2zm-1 7-8 6V6z',
  up: 'M12 4l7 7-1.4 1.4L13 7.8V20h-2V7.8l-4.6 4.6L5 11z',
};
const icon = (name) => {
  const [svg, path] = ['svg', 'path'].map((one) => document.createElementNS('http://www.w3.org/2000/svg', one));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
};

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
