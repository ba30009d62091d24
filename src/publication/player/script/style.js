// The player's look. Its colours are variables that `dress` sets, so that they stand on every page.

const PLAYER = sheet(`
:host { all: initial; display: block; flex: 1 0 100%; grid-column: 1 / -1; min-width: 0; max-width: 100%; margin-block: 1.5rem; color: inherit; -webkit-tap-highlight-color: transparent; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.dock { all: unset; }
.all { color: var(--ink); font: 500 .9375rem/1.3 var(--aloud-font, system-ui, sans-serif); font-variant-numeric: tabular-nums; text-align: start; --round: var(--aloud-radius, .875rem); }
.box { container-type: inline-size; background: var(--card); border-radius: var(--round); }
.bar { position: relative; height: 4rem; border-radius: var(--round); }
.open .bar { border-radius: var(--round) var(--round) 0 0; }
.row { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: .875rem; height: 100%; padding-inline: .625rem; }
button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-grid; grid-auto-flow: column; place-content: center; place-items: center; min-width: 2.75rem; height: 2.75rem; border-radius: .625rem; }
button:hover { background: var(--hover); }
:is(button, a, input):focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem; }
svg { width: 1.25rem; height: 1.25rem; fill: currentColor; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.play { position: relative; z-index: 1; border-radius: 50%; background: var(--accent) !important; color: var(--on); }
.play::after { content: ""; position: absolute; inset: -.25rem; border-radius: 50%; border: .125rem solid transparent; }
.busy .play::after { border-color: var(--accent) var(--faint) var(--faint); }
.text { min-width: 0; }
.text p { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.status { font-weight: 400; font-size: .8125rem; color: var(--soft); }
.tools { display: flex; direction: ltr; }
[dir=rtl] :is(.more, .close) { order: -1; }
.tools button, .group button { font-size: .875rem; }
.clip { position: absolute; inset: 0; border-radius: inherit; overflow: hidden; pointer-events: none; }
.clip i { position: absolute; inset: auto 0 0; height: .1875rem; background: linear-gradient(90deg, var(--accent) var(--at, 0), var(--faint) 0); }
.idle .clip i { opacity: 0; }
.idle :is(.tools .wide, .speed) { display: none; }
.bar:is(:hover, :focus-within) .clip i { opacity: 1; }
.line { position: absolute; inset: auto 0 -.5rem; height: 1.5rem; }
.line:is(:hover, :focus-within) ~ .clip i { height: .5rem; }
input { appearance: none; display: block; width: 100%; height: 100%; background: none; cursor: pointer; direction: ltr; border-radius: .25rem; }
input::-moz-range-track { background: none; }
input::-webkit-slider-thumb { appearance: none; width: 1rem; height: 1rem; border-radius: 50%; background: var(--accent); border: .125rem solid var(--card); opacity: var(--thumb, 0); }
input::-moz-range-thumb { width: 1rem; height: 1rem; box-sizing: border-box; border-radius: 50%; background: var(--accent); border: .125rem solid var(--card); opacity: var(--thumb, 0); }
input:is(:hover, :focus) { --thumb: 1; }
.menu { padding: .5rem .75rem .75rem; font-weight: 400; }
.group { display: grid; grid-template-columns: repeat(9, 1fr); gap: .25rem; padding-block: .375rem; direction: ltr; }
.group + .group { grid: auto / auto-flow 1fr; }
.group button { background: var(--hover); min-width: 0; }
@container (max-width: 29rem) { .wide { display: none; } .group { grid-template-columns: repeat(5, 1fr); } }
@container (min-width: 29rem) { .group :is(.back, .forward) { display: none; } }
@container (max-width: 22rem) { .row { gap: .5rem; } .speed.plain { display: none; } }
.group button:hover { background: var(--faint); }
.group button[aria-pressed=true] { background: var(--accent); color: var(--on); }
.menu ol { list-style: none; padding: 0; margin-block: .375rem; max-height: 16rem; overflow: auto; }
.menu li button { display: grid; grid-template-columns: 1fr auto; gap: 1rem; width: 100%; height: auto; min-height: 2.5rem; padding: .5rem .375rem; border-block-start: 1px solid var(--faint); border-radius: 0; justify-items: start; }
.menu li button[aria-current=true] { font-weight: 600; color: var(--word); }
.menu span + span, .foot span { color: var(--soft); }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: .125rem 1.25rem; font-size: .8125rem; padding-block-start: .5rem; border-block-start: 1px solid var(--faint); }
.foot :is(a, button) { display: inline; min-width: 0; height: auto; padding-block: .375rem; color: inherit; text-decoration: underline; text-underline-offset: .2em; border-radius: .25rem; }
.foot :is(a, button):hover { background: none; color: var(--word); }
.foot button[aria-pressed=true]::before { content: "\\2713\\a0"; }
.dock { position: fixed; inset: auto 0 var(--lift, 0); width: min(40rem, 100%); margin: 0 auto; pointer-events: none; display: grid; justify-items: center; z-index: 2147483000; }
.dock > * { pointer-events: auto; }
.chip { height: auto; gap: .375rem; font-size: .8125rem; padding: .625rem .875rem; border-radius: 2rem; background: var(--ink) !important; color: var(--paper); box-shadow: 0 .25rem 1rem #0004; margin-block-end: .75rem; }
.is-below svg { rotate: .5turn; }
.mini { width: 100%; background: var(--float); border-radius: 1rem 1rem 0 0; box-shadow: 0 -1px 0 var(--faint), 0 -.5rem 1.5rem #0002; padding-block-end: env(safe-area-inset-bottom); }
.mini .bar { height: 3.75rem; }
.failed .status { color: var(--ink); font-weight: 600; }
@media (prefers-reduced-motion: no-preference) { .busy .play::after { animation: turn 1s linear infinite; } @keyframes turn { to { rotate: 1turn; } } .mini, .chip { animation: rise .25s cubic-bezier(.2, .8, .2, 1); } @keyframes rise { from { translate: 0 100%; opacity: 0; } } }
@media (forced-colors: active) { .all { --accent: Highlight !important; --on: HighlightText !important; --faint: GrayText !important; } .box, .mini { border: 1px solid; } button { border: 1px solid ButtonBorder; } .play, .group button[aria-pressed=true], .clip i { forced-color-adjust: none; } }
@media print { :host { display: none !important; } }`);

// The highlight in the page's own text; `follow` says its colours for each sentence.
const PAGE = sheet('');
const paint = ({ back, ink, line }) => {
  const rule = `{background-color:${back};${ink ? `color:${ink}` : ''}}`;
  const under = `{text-decoration:underline ${line};text-decoration-thickness:.1em;text-underline-offset:.18em;text-decoration-skip-ink:none}`;
  const forced = '{background-color:Highlight;color:HighlightText;forced-color-adjust:none}';
  // One selector that a browser does not know would take the whole rule: each has its own.
  const both = (name, what) => `::highlight(${name})${what}[data-aloud-now]${what}`;
  PAGE.replaceSync(`@media not print{${both('aloud', rule)}${both('aloud-line', under)}}@media (forced-colors:active){${both('aloud', forced)}}`);
};

// Chooses the colours: the text's own, moved until it can be read; the accent, until it is seen.
const dress = (host, all) => {
  const around = host.parentElement || document.body;
  const paper = ground(around);
  const own = parsed(getComputedStyle(around).color);
  const ink = readable(own, paper, 7);
  const card = mix(ink, paper, 0.055);
  const accent = readable(accentOf(host, ink, paper), mix(ink, paper, 0.14), 3);
  // No lighter than the card where the page is dark: what can be read on that can be read on this.
  const float = luminance(paper) < 0.2 ? card : mix(WHITE, paper, 0.6);
  const colours = {
    ink: readable(ink, card, 5), paper, card, float, accent, on: contrast(WHITE, accent) >= 4.5 ? WHITE : readable(accent, accent, 4.5),
    soft: readable(mix(ink, card, 0.66), card, 4.6), word: readable(accent, card, 4.6), faint: mix(ink, card, 0.16), hover: mix(ink, card, 0.07),
  };
  for (const [name, colour] of Object.entries(colours)) all.style.setProperty(`--${name}`, css(colour));
  return { accent, paper };
};
