// What the bar, the small bar at the foot of the window and the menu are made of.

const button = (player, name, label, act, ...content) => {
  const made = make('button', { type: 'button', class: name, part: name, 'aria-label': label, 'aria-keyshortcuts': KEYS[name.split(' ')[0]] }, ...content);
  made.addEventListener('click', (event) => act.call(player, event));
  return made;
};
// Keys that work while the focus is in the player: each presses its button.
const KEYS = { play: 'K', back: 'J', forward: 'L', sentenceBack: ',', sentenceOn: '.' };

const makeBar = (player, isMini) => {
  const { labels } = player.data;
  const bar = {
    play: button(player, 'play', labels.play, player.toggle, icon('play')),
    title: make('p', { class: 'title', part: 'title', dir: 'auto' }),
    status: make('p', { class: 'status', part: 'status' }),
    speed: button(player, 'speed', labels.speed, player.faster),
  };
  const tools = isMini
    ? [bar.speed, button(player, 'close', labels.close, player.closeMini, icon('close'))]
    : [button(player, 'back wide', labels.back, () => player.skip(-SKIP), '\u221215'), button(player, 'forward wide', labels.forward, () => player.skip(SKIP), '+15'), bar.speed,
      bar.more = button(player, 'more', labels.more, player.openMenu, icon('more'))];
  if (!isMini) bar.more.setAttribute('aria-expanded', 'false');
  const clip = make('div', { class: 'clip' }, make('i'));
  bar.element = make('div', { class: 'bar', part: isMini ? 'mini-bar' : 'bar' },
    make('div', { class: 'row' }, bar.play, make('div', { class: 'text' }, bar.title, bar.status), make('div', { class: 'tools' }, ...tools)),
    isMini ? null : make('div', { class: 'line', part: 'line' }, bar.slider = makeSlider(player)), clip);
  return bar;
};

// Quiet: what a screen reader is told changes when the reader moves it or comes to it, and not with the sound.
const makeSlider = (player) => {
  const slider = make('input', { type: 'range', 'step': 'any', 'aria-label': player.data.labels.position });
  slider.addEventListener('input', () => player.seek(Number(slider.value)));
  slider.addEventListener('focus', () => player.tell());
  slider.addEventListener('keydown', (event) => {
    const at = player.position();
    const to = {
      ArrowLeft: () => player.seek(at - STEP), ArrowDown: () => player.seek(at - STEP), ArrowRight: () => player.seek(at + STEP), ArrowUp: () => player.seek(at + STEP),
      PageDown: () => player.step('sentences', -1), PageUp: () => player.step('sentences', 1), Home: () => player.seek(0), End: () => player.seek(player.length()),
    }[event.key];
    if (!to || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    to();
  });
  return slider;
};

const makeMenu = (player) => {
  const { labels, chapters, download, transcript } = player.data;
  const menu = make('div', { class: 'menu', part: 'menu', hidden: '' });
  const group = (label, ...children) => make('div', { class: 'group', role: 'group', 'aria-label': label }, ...children);
  player.speeds = SPEEDS.map((speed) => button(player, 'rate', null, () => player.setSpeed(speed), player.times(speed)));
  const steps = [['paragraphBack', 'paragraphs', -1, '\u00b6'], ['sentenceBack', 'sentences', -1, ''], ['sentenceOn', 'sentences', 1, ''], ['paragraphOn', 'paragraphs', 1, '\u00b6']];
  const step = ([name, kind, by, sign]) => {
    const made = button(player, name, labels[name], () => player.step(kind, by), ...(by < 0 ? [icon('before'), sign] : [sign, icon('after')]));
    made.title = labels[name];
    return made;
  };
  menu.append(group(labels.speed, ...player.speeds), group(labels.position, button(player, 'back', labels.back, () => player.skip(-SKIP), '\u221215'), ...steps.map(step), button(player, 'forward', labels.forward, () => player.skip(SKIP), '+15')));
  if (chapters.length > 1) {
    player.chapterButtons = chapters.map(([start, title]) => button(player, 'chapter', null, () => player.seek(start), make('span', { dir: 'auto' }, title), make('span', {}, clock(start))));
    menu.append(make('ol', { 'aria-label': labels.chapters }, ...player.chapterButtons.map((one) => make('li', {}, one))));
  }
  const link = (address, text, more) => address ? make('a', { href: player.at(address), ...more }, text) : null;
  player.followButton = button(player, 'follow', null, player.toggleFollow, labels.follow);
  menu.append(make('div', { class: 'foot' }, link(transcript, labels.transcript), link(download, labels.download, { download: '' }),
    button(player, 'share', null, player.share, labels.share), player.followButton, link(player.dataset.next, player.dataset.nextTitle || labels.next), make('span', {}, labels.synthetic)));
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { player.openMenu(); player.main.more.focus(); } });
  return menu;
};

const makeDock = (player) => {
  const { labels } = player.data;
  player.small = makeBar(player, true);
  player.chip = button(player, 'chip', null, player.backToVoice, icon('up'), labels.voice);
  player.chip.hidden = true;
  player.miniBox = make('div', { class: 'mini', part: 'mini', role: 'group', 'aria-label': labels.listen, hidden: '' }, player.small.element);
  const dock = make('div', { class: 'dock', part: 'dock', hidden: '' }, player.chip, player.miniBox);
  // Above whatever the page stacks, and free of its transformed boxes.
  if ('popover' in dock) dock.popover = 'manual';
  return dock;
};
