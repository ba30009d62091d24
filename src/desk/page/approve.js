// Approval by rule, on the list: what it would approve is seen first, and nothing else is approved.

// The list that is shown, by its name; empty when the rule was changed since.
let run = '';

const many = (count, one, several) => `${count} ${count === 1 ? one : several}`;
const listRule = async () => {
  const form = $('#ruling form').elements;
  const rule = { place: form.place.value, new_words: !form.new.checked, guessed: !form.guessed.checked };
  try {
    const found = await (await ask('/approve/list', rule)).json();
    run = found.run;
    showRule(found.would, found.left);
  } catch (error) { tell(error.message, true); }
};
const showRule = (would, left) => {
  const row = ({ name, title, why }) => make('li', {}, make('a', { href: `/a/${encodeURIComponent(name)}`, target: '_blank', textContent: title }), why ? make('small', { textContent: ` ${why}` }) : '');
  const part = (summary, entries, open) => make('details', { open }, make('summary', { textContent: summary }), make('ul', {}, ...entries.map(row)));
  $('#ruling-found').replaceChildren(
    part(`${many(would.length, 'narration', 'narrations')} would be approved`, would, true),
    ...(left.length ? [part(`${many(left.length, 'other waits', 'others wait')} for an ear`, left, !would.length)] : []));
  $('#ruling-approve').hidden = !would.length;
  $('#ruling-list').hidden = Boolean(would.length);
  $('#ruling-approve').textContent = `Approve ${many(would.length, 'narration', 'narrations')}`;
};
const forgetRule = () => { run = ''; $('#ruling-found').replaceChildren(); $('#ruling-approve').hidden = true; $('#ruling-list').hidden = false; };
const approveRule = async () => {
  try {
    const { approved, left } = await (await ask('/approve', { run })).json();
    forgetRule();
    if (left.length) showRule([], left); else $('#ruling').close();
    tell(`${many(approved.length, 'narration', 'narrations')} approved${left.length ? `, ${left.length} not` : ''}.`);
    redraw();
  } catch (error) { forgetRule(); tell(error.message, true); }
};
const ruling = () => {
  document.addEventListener('click', (event) => { if (event.target.id === 'by-rule') { forgetRule(); $('#ruling').showModal(); } });
  $('#ruling form').onchange = forgetRule;
  $('#ruling-list').onclick = listRule;
  $('#ruling-approve').onclick = approveRule;
};
