// Colours that are taken from the page, and moved until they can be read.

// Every notation of CSS; canvases know those that are no rgb().
const parsed = (css) => {
  const [r, g, b, a = 1] = /^rgba?\([\d., /]+\)$/.test(css) ? css.match(/[\d.]+/g).map(Number) : [];
  if (b >= 0) return [r, g, b, a];
  const context = make('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!context || !css) return [0, 0, 0, 0];
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const pixel = [...context.getImageData(0, 0, 1, 1).data];
  return [...pixel.slice(0, 3), pixel[3] / 255];
};
const mix = (one, other, share) => [0, 1, 2].map((index) => one[index] * share + other[index] * (1 - share)).concat(1);
const luminance = (colour) => {
  const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const [BLACK, WHITE] = [[0, 0, 0, 1], [255, 255, 255, 1]];
// A little more than asked for, as screens have whole numbers.
const readable = (colour, onto, ratio) => {
  const goal = contrast(BLACK, onto) > contrast(WHITE, onto) ? BLACK : WHITE;
  for (let share = 1; share > 0; share -= 0.05) {
    const moved = mix(colour, goal, share);
    if (contrast(moved, onto) >= ratio + 0.08) return moved;
  }
  return goal;
};
const css = (colour) => `rgb(${colour.slice(0, 3).map(Math.round).join(' ')})`;
const vividness = ([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b);

// What an element stands on: the backgrounds behind it, down to the browser's own.
const ground = (element) => {
  const layers = [];
  for (let at = element; at; at = at.assignedSlot || at.parentElement || (at.getRootNode() || {}).host) {
    const colour = parsed(getComputedStyle(at).backgroundColor);
    if (colour[3] > 0) layers.push(colour);
    if (colour[3] >= 1) break;
  }
  const probe = make('span', { hidden: '' });
  probe.style.cssText = 'background:Canvas;forced-color-adjust:none';
  document.documentElement.append(probe);
  const canvas = parsed(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const paper = layers.reverse().reduce((below, layer) => mix(layer, below, layer[3]), canvas[3] ? canvas : WHITE);
  // What cannot be read on it stands on a picture: a dark one, where the text is light.
  const ink = parsed(getComputedStyle(element).color);
  return contrast(ink, paper) > 1.7 ? paper : luminance(ink) > 0.3 ? [24, 24, 24, 1] : WHITE;
};

// The page's accent: what the publisher says, the links of the story, or the text itself.
const accentOf = (host, ink, paper) => {
  const said = getComputedStyle(host).getPropertyValue('--aloud-accent').trim();
  if (said) return parsed(said);
  const own = getComputedStyle(host).accentColor;
  if (own && own !== 'auto') return parsed(own);
  const story = host.closest('article, main') || document.body;
  const links = [...story.querySelectorAll('p a[href]')].slice(0, 5).map((link) => parsed(getComputedStyle(link).color));
  const found = links.find((colour) => vividness(colour) > 48 && contrast(colour, paper) >= 2);
  return found || ink;
};
