// The desk's script: what the server says is drawn, what the editor does is asked of the server. No library, nothing kept but
// the speed and whether keys are on.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// The narration as the server last told it; empty on the list.
let data = null;
// The sentence that is chosen, by its number from 0.
let chosen = -1;
// How often this page has changed something: its own events are no news.
let own = 0;

let hush = 0;
const tell = (text, isWrong = false) => {
  const told = $('#told');
  if (!told) return;
  told.classList.toggle('wrong', isWrong);
  told.textContent = text;
  clearTimeout(hush);
  hush = setTimeout(() => { told.textContent = ''; }, isWrong ? 9000 : 4000);
};

// A refusal, with what the server says of it.
class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || 'the desk did not answer');
    this.status = status;
    this.hint = problem.hint;
    this.more = problem.more || {};
  }
}

const ask = async (path, body, headers = {}) => {
  document.body.classList.add('speaking');
  try {
    const response = await fetch(path, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: body instanceof Blob ? body : JSON.stringify(body),
    }).catch(() => { throw new Refused(0, { detail: 'the desk is closed: `aloud desk` opens it again' }); });
    if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
    return response;
  } finally {
    document.body.classList.remove('speaking');
  }
};

const here = (what) => `/a/${encodeURIComponent(data.name)}/${what}`;

// Has something changed, and shows what became of it.
const change = async (what, body, headers) => {
  own += 1;
  try {
    show(await (await ask(here(what), body, headers)).json());
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 409 && error.more.theirs) throw error;
    tell(error.hint ? `${error.message} — ${error.hint}` : error.message, true);
    return false;
  } finally {
    setTimeout(() => { own -= 1; }, 300);
  }
};

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const isTyping = () => document.activeElement?.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=range])');
const calmly = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
