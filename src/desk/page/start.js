// Everything is put together, and the page told of what others do.

const watch = () => {
  let events = null;
  const open = () => {
    // A browser has six connections to a host: a page that no one looks at lets go of its own.
    if (document.hidden) { events?.close(); events = null; return; }
    if (events) return;
    events = new EventSource('/events');
    events.onmessage = ({ data: text }) => heard(JSON.parse(text));
  };
  document.addEventListener('visibilitychange', open);
  open();
};
let reload = 0;
// The list as it is now, or what of it stands beside an article; whoever reads it stays where they are.
const redraw = async () => {
  reload = 0;
  const page = await fetch(data ? here('beside') : location.href).then((response) => (response.ok ? response.text() : null), () => null);
  if (!page) return;
  const fresh = new DOMParser().parseFromString(page, 'text/html');
  const href = document.activeElement?.closest('#list, .side') ? document.activeElement.getAttribute('href') : null;
  const [old, now] = data ? [$('.side'), $('.side', fresh)] : [$('#list'), $('#list', fresh)];
  const isOwn = (node) => node.matches?.('.search');
  if (old && now) {
    [...old.children].filter((node) => !isOwn(node)).forEach((node) => node.remove());
    old.append(...[...now.children].filter((node) => !isOwn(node)));
  }
  if (!data) ['.side ul', '.side .ruled'].forEach((part) => { const [there, then] = [$(part), $(part, fresh)]; if (there && then) there.replaceWith(then); else if (then) $('.side').append(then); else there?.remove(); });
  if (href) all('#list a, .side a').find((one) => one.getAttribute('href') === href)?.focus();
};
const heard = (event) => {
  if (event.what === 'speaking') { document.body.classList.toggle('speaking', event.left > 0); if (event.left) tell(`Speaking ${event.left} more ${event.left === 1 ? 'narration' : 'narrations'}…`); return; }
  if (!reload) reload = setTimeout(redraw, 600);
  if (!data) return;
  if (event.what === 'missed' || (['', data.name].includes(event.name) && own === 0)) refresh();
  if (event.what === 'changed' && event.name === data.name && own === 0) tell(`${event.by}: ${event.did}`);
};

const menu = () => {
  const keys = $('#keys-on');
  if (!keys) return;
  keys.checked = keysAreOn();
  keys.onchange = () => localStorage.setItem('aloud-desk-keys', keys.checked ? 'on' : 'off');
  $('#invite').onsubmit = async (event) => {
    event.preventDefault();
    try {
      const { link } = await (await ask('/invite', { name: $('#invite-name').value })).json();
      $('#invite output').textContent = new URL(link, location.href).href;
    } catch (error) { $('#invite output').textContent = error.message; }
  };
};

const article = () => {
  const begin = JSON.parse($('#data').textContent);
  const rate = Number(localStorage.getItem('aloud-desk-speed')) || 1;
  for (const name of ['play', 'pause', 'seeked', 'timeupdate', 'ended']) audio().addEventListener(name, name === 'play' ? tick : follow);
  audio().playbackRate = rate; audio().defaultPlaybackRate = rate;
  showSpeed(rate);
  show(begin);
  const linked = Number(/^#s(\d+)$/.exec(location.hash)?.[1]) - 1;
  const first = data.sentences.findIndex((one) => one.isOdd);
  choose(linked >= 0 && linked < data.sentences.length ? linked : Math.max(0, first), { isScrolled: true });
  $('#text').onclick = (event) => {
    const one = event.target.closest('.s');
    const [block, lost, rule] = [event.target.closest('[data-block]'), event.target.closest('[data-drop]'), event.target.closest('[data-rule]')];
    if (rule) offerRules(Number(rule.dataset.rule), rule.dataset.read === 'true');
    else if (block) leave(Number(block.dataset.block), block.dataset.read === 'true');
    else if (lost) change('drop', { edit: Number(lost.dataset.drop) });
    else if (one && !String(getSelection())) { choose(Number(one.dataset.i)); playOn(); }
  };
  // Words that are selected in the text may be about to be said otherwise.
  $('#text').onpointerup = () => setTimeout(() => {
    const selection = getSelection();
    const one = selection.anchorNode?.parentElement?.closest('.s');
    if (selection.isCollapsed || !one || one !== selection.focusNode?.parentElement?.closest('.s')) return;
    if (Number(one.dataset.i) !== chosen) { const words = String(selection); choose(Number(one.dataset.i)); openName(words); } else openName(String(selection));
  });
  $('#hear').onclick = () => playSentence();
  $('#seam').onclick = () => playSeam();
  $('#good').onclick = good;
  $('#flag').onclick = flag;
  $('#undo').onclick = undo;
  $('#say').onsubmit = (event) => { event.preventDefault(); saySentence(); };
  $('#try').onclick = () => hearing({ spoken: $('#spoken').value });
  $('#spoken').onfocus = () => { if (until == null) pause(); };
  $('#pause').onsubmit = (event) => { event.preventDefault(); const index = chosen; change('pause', { ...where(), ms: $('#pause-ms').value === '' ? null : Number($('#pause-ms').value) }).then((done) => done && playSeam(index)); };
  mannerButtons();
  const name = $('#name');
  name.onsubmit = (event) => { event.preventDefault(); saveName(); };
  name.onchange = (event) => { if (event.target.name === 'kind') kinds(); if (event.target.name === 'scope') cost(); };
  $('#no-name').onclick = closeName;
  $('#alone').onclick = () => hearing({ wording: wording(), alone: true });
  $('#after').onclick = () => hearing({ wording: wording() });
  $('#before').onclick = () => hearing({ spoken: sentence().spoken });
  $('#palette').replaceChildren(...SOUNDS.map(([sound, word]) => make('button', { type: 'button', textContent: sound, title: word, ariaLabel: `${sound}, as in ${word}`, onclick: () => { $('#said').setRangeText(sound, $('#said').selectionStart, $('#said').selectionEnd, 'end'); $('#said').focus(); } })));
  $('#panel').addEventListener('focusin', () => requestAnimationFrame(draw));
  $('#which').onclick = () => $('#panel').classList.toggle('open');
  $('#play').onclick = toggle;
  $('#seek').oninput = () => { until = null; audio().currentTime = Number($('#seek').value) / 1000; follow(); };
  $('#speed').onclick = () => { const now = audio().playbackRate; speed(now >= 2 ? -9 : 1); };
  $('#keys').onclick = () => $('#help').showModal();
  $('#approve').onclick = approve;
  $('#changes').onclick = () => decide('changes-wanted', 'Ask for changes?', 'What is to be changed?', true);
  addEventListener('resize', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  if ('mediaSession' in navigator) {
    navigator.mediaSession.setActionHandler('nexttrack', () => { step(1); playOn(); });
    navigator.mediaSession.setActionHandler('previoustrack', () => { step(-1); playOn(); });
  }
};

document.addEventListener('keydown', press);
menu();
watch();
if ($('#data')) article();
if ($('#ruling')) ruling();
