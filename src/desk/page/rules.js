// From one block to a rule: what it would touch is seen before it is saved.

const offerRules = async (block, isRead) => {
  const response = await fetch(`${here('rules')}?block=${block}&read=${isRead}`).catch(() => null);
  const found = response?.ok ? await response.json() : null;
  if (!found) { tell('The desk did not answer.', true); return; }
  if (!found.rules.length) { tell('Nothing tells this block from others: no class, no id, no kind.', true); return; }
  const dialog = $('#rule');
  $('#rule-title').textContent = isRead ? 'Always read its like?' : 'Always leave out its like?';
  $('#rule-looked').textContent = `Looked at in ${found.looked} ${found.looked === 1 ? 'article' : 'articles'}; others follow when they are narrated again.`;
  $('#rules').replaceChildren(make('legend', { className: 'sr', textContent: 'What is meant' }), ...found.rules.map(ruleRow));
  $('#rule-published').hidden = !found.rules.some(({ touched }) => touched.some((one) => one.approved));
  const form = $('form', dialog);
  form.elements.published.checked = false;
  dialog.returnValue = '';
  dialog.onclose = async () => {
    if (dialog.returnValue !== 'yes') return;
    const { rule } = found.rules[Number(form.elements.which.value)];
    if (await change('rule', { block, read: isRead, rule, published: form.elements.published.checked })) tell('Saved in the settings. Other narrations follow.');
  };
  dialog.showModal();
  $('input[name=which]', dialog).focus();
};
const ruleRow = ({ label, touched }, index) => {
  const blocks = touched.reduce((sum, one) => sum + one.count, 0);
  const count = `${blocks} ${blocks === 1 ? 'block' : 'blocks'} in ${touched.length} ${touched.length === 1 ? 'article' : 'articles'}`;
  const texts = touched.flatMap((one) => one.texts.map((text) => make('li', {}, make('small', { textContent: one.title }), text)));
  return make('div', { className: 'a-rule' },
    make('label', {}, make('input', { type: 'radio', name: 'which', value: String(index), checked: index === 0 }), make('code', { textContent: label }), make('span', { className: 'count', textContent: count })),
    make('details', { open: index === 0 }, make('summary', { textContent: 'What it touches' }), make('ul', {}, ...texts)));
};
