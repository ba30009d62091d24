// The panel: how the chosen sentence is said, and what an editor makes of it.

// How it was said when it was chosen: what someone else has made of it meanwhile is not written over.
let seen = '';

const isEditing = () => Boolean(data) && ($('#spoken').value !== seen || !$('#name').hidden) && $('#panel').contains(document.activeElement);
const where = (index = chosen) => ({ sentence: index, written: sentence(index).written });

const choose = (index, { isScrolled = false, isFocused = false } = {}) => {
  if (!sentence(index)) return;
  chosen = index;
  all('.s.on').forEach((one) => { one.classList.remove('on'); one.removeAttribute('aria-current'); one.tabIndex = -1; });
  const element = $(`.s[data-i="${index}"]`);
  if (element) {
    element.classList.add('on');
    element.setAttribute('aria-current', 'true');
    element.tabIndex = 0;
    if (isFocused) element.focus({ preventScroll: true });
    if (isScrolled) element.scrollIntoView({ block: 'nearest', behavior: calmly() });
  }
  history.replaceState(null, '', `#s${index + 1}`);
  closeName();
  fill();
  draw();
};

const fill = () => {
  const one = sentence();
  $('#panel').classList.toggle('none', !one);
  for (const control of all('#panel button, #panel textarea, #panel input, #panel select')) control.disabled = !one || (!data.isEditable && !['hear', 'seam'].includes(control.id));
  $('#undo').disabled = !data.steps.length;
  steps();
  if (!one) return;
  $('#which').textContent = `Sentence ${chosen + 1} of ${data.sentences.length}`;
  $('#flag').setAttribute('aria-pressed', String(one.flag != null));
  $('#hear').disabled = $('#seam').disabled = one.start == null;
  seen = one.spoken;
  $('#spoken').value = one.spoken;
  $('#written').hidden = same(one.written, one.spoken);
  $('#written').textContent = `Written: ${one.written}`;
  $('#good').hidden = !one.isOdd;
  $('#pause-ms').value = String(one.pauseMs);
  why(one);
  fillManner(one);
  all('.conflict').forEach((box) => box.remove());
};
const same = (one, two) => one.replace(/\s+/g, ' ').trim() === two.replace(/\s+/g, ' ').trim();

// Why it deserves an ear.
const why = (one) => {
  const box = $('#why');
  box.textContent = '';
  const parts = [];
  if (one.doubt) parts.push(one.isGood ? `${one.doubt} (listened to: good)` : `Listen: ${one.doubt}`);
  if (one.isChanged) parts.push('Listen: the text around an edit was changed');
  if (one.flag) parts.push(`Flag: ${one.flag}`); else if (one.flag != null) parts.push('Flagged');
  if (one.start == null) parts.push('Not in the sound yet');
  box.append(parts.join(' · '));
  const named = (word, told) => {
    if (box.textContent) box.append(' · ');
    box.append('the name ', make('button', { type: 'button', textContent: word, onclick: () => openName(word) }), told);
  };
  const isNew = (word) => one.newWords.includes(word);
  for (const [word, ipa] of one.guessed) named(word, `${isNew(word) ? ' is new here and' : ' is'} guessed, /${ipa}/`);
  for (const word of one.newWords) if (!one.guessed.some(([name]) => name === word)) named(word, ' is new here');
  box.hidden = !box.textContent;
};

const steps = () => $('#steps').replaceChildren(...data.steps.slice(0, 6).map((step) => make('li', { title: step.at }, make('b', { textContent: step.by }), ` ${step.what}`)));

// Shows the narration as it is now.
const show = (fresh) => {
  const isDirty = data && isEditing();
  const place = audio().currentTime;
  data = fresh;
  load(data.sound, data.peaks);
  if (audio().readyState === 0) audio().addEventListener('loadedmetadata', () => { audio().currentTime = Math.min(place, audio().duration); }, { once: true });
  $('#text').innerHTML = data.html;
  $('#seek').max = String(data.durationMs);
  $('#length').textContent = minutes(data.durationMs / 1000);
  verdict();
  if (chosen >= data.sentences.length) chosen = -1;
  if (isDirty) $(`.s[data-i="${chosen}"]`)?.classList.add('on');
  else if (chosen >= 0) choose(chosen); else fill();
  follow();
};

const verdict = () => {
  const chip = $('#verdict');
  const odd = data.sentences.filter((one) => one.isOdd).length;
  const words = { approved: 'Approved', 'changes-wanted': 'Changes wanted', rejected: 'Rejected' };
  chip.className = 'chip';
  chip.title = data.review?.rule || data.review?.note || '';
  if (data.review) {
    chip.classList.add(data.review.verdict === 'approved' ? 'ok' : 'warn');
    chip.textContent = `${words[data.review.verdict]} · ${data.review.by}${data.review.rule ? ', by rule' : ''}`;
  } else if (odd) { chip.classList.add('warn'); chip.textContent = `${odd} to listen to`; } else chip.textContent = data.approval ? 'Waiting for approval' : '';
  $('#approve').disabled = data.review?.verdict === 'approved';
};

const saySentence = async () => {
  const [index, spoken] = [chosen, $('#spoken').value];
  if (index < 0) return;
  if (same(spoken, seen)) { playSentence(); return; }
  try {
    $('#spoken').blur();
    if (await change('say', { ...where(index), seen, spoken })) { choose(index); playSeam(index); tell('Saved. The captions keep it as it is written.'); } else $('#spoken').focus();
  } catch (error) { conflict(error.more.theirs, spoken); }
};

// Two editors, one sentence: both versions, and a choice.
const conflict = (theirs, mine) => {
  all('.conflict').forEach((box) => box.remove());
  const take = make('button', { type: 'button', className: 'btn', textContent: 'Take theirs', onclick: async () => { $('#spoken').value = seen; await refresh(); choose(chosen); } });
  const keep = make('button', { type: 'button', className: 'btn', textContent: 'Keep mine', onclick: () => { seen = theirs; $('#spoken').value = mine; saySentence(); } });
  const box = make('div', { className: 'conflict' }, make('p', { textContent: 'Someone else changed this sentence meanwhile. Theirs:' }), make('p', { className: 'theirs', textContent: theirs }), make('p', { textContent: 'Yours is in the field above.' }), make('div', { className: 'row' }, take, keep));
  box.setAttribute('role', 'alert');
  $('#say').append(box);
};

const hearing = async (body) => {
  try {
    const bytes = await (await ask(here('hear'), { ...where(), ...body })).blob();
    playOther(URL.createObjectURL(bytes));
  } catch (error) { tell(error.message, true); }
};

const refresh = async () => {
  const response = await fetch(here('state'));
  if (response.ok) show(await response.json());
};

// Names: how some words are said, here or everywhere.
const SOUNDS = [['ˈ', 'stress'], ['i', 'fleece'], ['ɪ', 'kit'], ['eɪ', 'face'], ['ɛ', 'dress'], ['æ', 'trap'], ['ɑ', 'lot'], ['ɔ', 'thought'], ['oʊ', 'goat'], ['ʊ', 'foot'], ['u', 'goose'], ['ʌ', 'strut'], ['ə', 'comma'], ['ɜɹ', 'nurse'], ['aɪ', 'price'], ['aʊ', 'mouth'], ['ɔɪ', 'choice'], ['θ', 'thin'], ['ð', 'this'], ['ʃ', 'ship'], ['ʒ', 'measure'], ['tʃ', 'chin'], ['dʒ', 'jam'], ['ŋ', 'sing'], ['ɹ', 'red'], ['j', 'yes'], ['ɡ', 'go']];

const kindOf = () => $('#name').elements.kind.value;
const wording = () => ({ words: $('#words').textContent, kind: kindOf(), said: kindOf() === 'language' ? $('#spoken-in').value : $('#said').value });
const closeName = () => { $('#name').hidden = true; $('#panel').classList.remove('naming'); };
const openName = async (words) => {
  const text = words.trim().replace(/^[“”"'(]+|[”"'.,;:!?)]+$/g, '').replace(/[’']s$/, '');
  if (chosen < 0 || !text || text.length > 80 || !sentence().spoken.includes(text) || !data.isEditable) { if (text) tell('These words are not said so in this sentence: change how it is said above.', true); return; }
  const form = $('#name');
  form.reset();
  form.hidden = false;
  holds = null;
  cost();
  $('#panel').classList.add('naming');
  $('#panel').classList.add('open');
  $('#words').textContent = text;
  kinds();
  const guess = sentence().guessed.find(([word]) => word === text);
  // What the voice knows may be meant otherwise elsewhere.
  form.elements.scope.value = guess ? 'house' : 'sentence';
  $('#guess').hidden = false;
  $('#guess').textContent = guess ? `The voice guesses /${guess[1]}/.` : `An entry of the house holds wherever “${text}” is written.`;
  const count = data.sentences.filter((one) => one.spoken.includes(text)).length;
  $('#in-article').textContent = `${count} ${count === 1 ? 'sentence' : 'sentences'}`;
  $('#in-house').textContent = $('#in-voice').textContent = '';
  form.scrollIntoView({ block: 'nearest' });
  $('#said').focus();
  const found = await fetch(`/words?${new URLSearchParams({ words: text, name: data.name, voice: data.voice })}`).then((response) => response.json()).catch(() => null);
  if (found && $('#words').textContent === text) concordance(found);
};

// Where an entry would hold: how often that is said, and what of it is out already.
let holds = null;
const concordance = (found) => {
  holds = found;
  const { house, voice, hits } = found;
  const told = ({ count, articles }) => `${count} in ${articles} ${articles === 1 ? 'article' : 'articles'}`;
  $('#in-house').textContent = told(house);
  $('#in-voice').textContent = told(voice);
  $('#hits').hidden = !house.count;
  cost();
  const row = (hit) => make('li', {}, make('button', { type: 'button', onclick: () => playOther(hit.sound, hit.start / 1000, hit.end / 1000) }, make('small', { textContent: hit.approved ? `${hit.title} · approved` : hit.title }), hit.written));
  $('#hits ol').replaceChildren(...hits.slice(0, 60).map(row));
};

// What it costs to speak again what is out already.
const cost = () => {
  const { approved, usd } = (holds && holds[$('#name').elements.scope.value]) || { approved: 0 };
  $('#published').hidden = !approved;
  const price = usd ? `, about $${usd < 0.01 ? usd.toPrecision(1) : usd.toFixed(2)}` : '';
  $('#published span').textContent = `Speak approved ones again too (${approved} ${approved === 1 ? 'sentence' : 'sentences'}${price}); they wait for approval then`;
};

const spelled = (words) => [...words].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join(' ').toUpperCase();
const asWord = (words) => words.split(/\s+/).map((word) => { const bare = word.replaceAll('.', ''); return (bare.match(/\p{Lu}/gu) || []).length > 1 ? bare[0] + bare.slice(1).toLowerCase() : word; }).join(' ');
const kinds = () => {
  const [kind, words] = [kindOf(), $('#words').textContent];
  $('#said').hidden = kind === 'language';
  $('#spoken-in').hidden = kind !== 'language';
  $('#said').disabled = ['letters', 'word'].includes(kind);
  $('#said').placeholder = { alias: 'AB uh lard', ipa: 'ˈæbəlɑɹd' }[kind] || '';
  $('#said').value = { letters: spelled(words), word: asWord(words) }[kind] || '';
  $('#palette').hidden = kind !== 'ipa';
  $('#no-ipa').hidden = data.takesIpa || !['ipa', 'language'].includes(kind);
};

const saveName = async () => {
  const form = $('#name');
  const body = { ...where(), ...wording(), scope: form.elements.scope.value, published: form.elements.published.checked };
  const index = chosen;
  if (await change('name', body)) { choose(index); playSeam(index); tell(['house', 'voice'].includes(body.scope) ? 'Saved in the lexicon of the house. Other narrations follow.' : 'Saved.'); }
};

const flag = async () => {
  if (chosen < 0 || !data.isEditable) return;
  const isOn = sentence().flag != null;
  await change('flag', { ...where(), note: isOn ? null : '' });
};
const good = () => sentence()?.isOdd && change('good', where());
// What is heard of a sentence: where two differ, the seam is to be played.
const sounds = (one) => JSON.stringify([one.written, one.spoken, one.voice, one.speed, one.take, one.recordedBy, one.pauseMs]);
const firstChange = (before) => data.sentences.findIndex((one, index) => !before[index] || sounds(one) !== sounds(before[index]));
const playChange = (before) => {
  const index = firstChange(before);
  if (index < 0 && data.sentences.length === before.length) return;
  choose(index < 0 ? data.sentences.length - 1 : index, { isScrolled: true });
  playSeam();
};
const undo = async () => {
  const before = data.sentences;
  if (data.steps.length && await change('undo', {})) { playChange(before); tell('Undone.'); }
};
const leave = async (block, isRead) => {
  const before = data.sentences;
  if (await change('block', { block, read: isRead })) playChange(before);
};

// Asks before something is decided.
const confirmed = (title, text, hasNote) => new Promise((resolve) => {
  const dialog = $('#ask');
  $('#ask-title').textContent = title;
  $('#ask-text').textContent = text;
  const note = $('#ask-note');
  note.value = ''; note.hidden = !hasNote; note.required = hasNote;
  dialog.returnValue = '';
  $('#ask-reject').hidden = !hasNote;
  dialog.onclose = () => resolve(['yes', 'reject'].includes(dialog.returnValue) ? { note: note.value, isReject: dialog.returnValue === 'reject' } : null);
  dialog.showModal();
  (hasNote ? note : $('#ask .main')).focus();
});
const decide = async (decision, title, text, hasNote = false) => {
  const said = await confirmed(title, text, hasNote);
  if (!said) return;
  if (await change('review', { verdict: said.isReject ? 'rejected' : decision, note: said.note }, { 'if-match': `"${data.fingerprint}"` })) tell(said.isReject ? 'Rejected.' : title.replace('?', '.'));
  else await refresh();
};
const approve = () => {
  const odd = data.sentences.filter((one) => one.isOdd).length;
  const text = odd ? `${odd} ${odd === 1 ? 'sentence wants' : 'sentences want'} to be listened to.` : 'Nothing about it is odd.';
  return decide('approved', 'Approve this narration?', text);
};
