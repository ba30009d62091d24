// Keys: off by one switch, never while typing, each with a button that does the same.

const step = (by) => choose(Math.min(data.sentences.length - 1, Math.max(0, chosen + by)), { isScrolled: true, isFocused: true });
const nextOdd = () => {
  const { length } = data.sentences;
  for (let away = 1; away <= length; away += 1) {
    const index = (chosen + away + length) % length;
    if (data.sentences[index].isOdd || data.sentences[index].guessed.length || data.sentences[index].newWords.length) { choose(index, { isScrolled: true, isFocused: true }); playSentence(index); return; }
  }
  tell('Nothing more wants an ear.');
};
const selected = () => {
  const field = $('#spoken');
  if (document.activeElement === field) return field.value.slice(field.selectionStart, field.selectionEnd);
  return String(getSelection());
};

const KEYS = {
  ' ': () => toggle(), Enter: () => playSentence(), b: () => playSeam(), r: () => playOn(),
  ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1), n: nextOdd,
  ArrowLeft: () => { audio().currentTime -= 2; follow(); }, ArrowRight: () => { audio().currentTime += 2; follow(); },
  t: () => anotherTake(), '[': () => speed(-1), ']': () => speed(1), f: flag, g: good, u: undo,
  e: () => { if (chosen >= 0) { $('#panel').classList.add('open'); $('#spoken').focus(); } },
  w: () => (selected() ? openName(selected()) : openName(sentence()?.guessed[0]?.[0] || sentence()?.newWords[0] || '')),
  s: () => { const block = sentence()?.block; if (block != null) leave(block, !data.blocks[block].read); },
  a: () => approve(), l: () => { location.href = '/'; },
};

const keysAreOn = () => localStorage.getItem('aloud-desk-keys') !== 'off';

const press = (event) => {
  if ($('dialog[open]')) return;
  if (event.key === 'Escape' && $('#panel')?.contains(document.activeElement)) {
    if (document.activeElement === $('#spoken')) $('#spoken').value = seen;
    closeName();
    $('#panel').classList.remove('open');
    ($('.s.on') || $('#text')).focus();
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && data) {
    event.preventDefault();
    if (!$('#name').hidden) saveName(); else saySentence();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping() || !keysAreOn()) return;
  if (event.key === '/') { event.preventDefault(); $('#search')?.focus(); return; }
  if (event.key === '?' && $('#help')) { event.preventDefault(); $('#help').showModal(); return; }
  // Buttons and sliders keep the keys that are theirs.
  const own = document.activeElement?.closest('button, summary, a, input');
  if (own && [' ', 'Enter'].includes(event.key) || document.activeElement?.type === 'range' && event.key.startsWith('Arrow') || document.activeElement?.type === 'radio') return;
  if (data && /^[1-9]$/.test(event.key)) { event.preventDefault(); chooseTake(Number(event.key) - 1); return; }
  const action = data && KEYS[event.key];
  if (action) { event.preventDefault(); action(); }
};
