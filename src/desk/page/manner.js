// Who says the chosen sentence, how fast, in which take; and a recording of one's own.

const fillManner = (one) => {
  const voices = [make('option', { value: '', textContent: 'as usual' }), ...data.voices.map(({ name, about }) => make('option', { value: name, textContent: about ? `${name} — ${about}` : name }))];
  $('#voice').replaceChildren(...voices);
  $('#voice').value = one.voice || '';
  $('#voice-scope').value = 'sentence';
  $('#voice-scope option[value=block]').disabled = one.block == null;
  if (![...$('#pace').options].some((option) => Number(option.value) === one.speed)) $('#pace').append(make('option', { value: one.speed, textContent: `${one.speed} %` }));
  $('#pace').value = String(one.speed);
  $('#steady').hidden = one.takes != null || !one.doubt;
  const parts = [one.recordedBy ? `recorded by ${one.recordedBy}` : one.voice, one.speed !== 100 && `${one.speed} %`];
  $('#manner').classList.toggle('set', parts.some(Boolean));
  $('#more summary .count').textContent = parts.filter(Boolean).join(' · ');
  $('#recorded').hidden = $('#unrecord').hidden = !one.recordedBy;
  $('#recorded').textContent = one.recordedBy ? `${one.recordedBy} is heard here, and the file no longer says that a machine made all of it.` : '';
  $('#recording').value = '';
  takes(one);
};

const takes = (one) => {
  $('#takes').hidden = one.takes == null || Boolean(one.recordedBy);
  const button = (_, index) => make('button', { type: 'button', className: 'btn small', textContent: String(index + 1), ariaPressed: String(index === one.take), onclick: () => chooseTake(index) });
  $('#take-list').replaceChildren(...Array.from({ length: one.takes || 0 }, button));
};

// A take is played when it is asked for, and is heard in the narration from then on; the others stay.
const anotherTake = async () => {
  const [index, one] = [chosen, sentence()];
  if (one?.takes == null) { tell('This voice says a sentence the same each time.'); return; }
  try {
    await ask(here('hear'), { ...where(index), take: one.takes });
  } catch (error) { tell(error.message, true); return; }
  if (await change('take', { ...where(index), take: one.takes })) { choose(index); playSeam(index); }
};
const chooseTake = async (take) => {
  const index = chosen;
  if (sentence()?.takes == null || take >= sentence().takes) return;
  if (take === sentence().take) { playSentence(index); return; }
  if (await change('take', { ...where(index), take })) { choose(index); playSeam(index); }
};

const wanted = () => ({ voice: $('#voice').value || null, percent: Number($('#pace').value) });
const saveManner = async () => {
  const [index, one, { voice, percent }, scope] = [chosen, sentence(), wanted(), $('#voice-scope').value];
  const isVoice = scope !== 'sentence' || voice !== (one.voice || null);
  if (isVoice && !await change('voice', { ...where(index), voice, scope })) return;
  if (percent !== one.speed && !await change('speed', { ...where(index), percent: percent === 100 ? null : percent })) return;
  choose(index); playSeam(index);
};
const upload = async () => {
  const [index, file] = [chosen, $('#recording').files[0]];
  if (!file) { tell('Choose a file first.', true); return; }
  const query = new URLSearchParams({ ...where(index), by: $('#recorded-by').value });
  if (await change(`recording?${query}`, file, { 'content-type': 'application/octet-stream' })) { choose(index); playSeam(index); tell('Your recording is in.'); }
};
const unrecord = async () => { const index = chosen; if (await change('recording/remove', where(index))) { choose(index); playSeam(index); } };

const mannerButtons = () => {
  $('#another').onclick = anotherTake;
  $('#manner').onsubmit = (event) => { event.preventDefault(); saveManner(); };
  $('#hear-manner').onclick = () => hearing({ voice: wanted().voice, speed: wanted().percent });
  $('#own').onsubmit = (event) => { event.preventDefault(); upload(); };
  $('#unrecord').onclick = unrecord;
};
