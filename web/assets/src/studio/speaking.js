// Says politely how saving goes, and offers what can be done about it. Built into the element given.
const time = (at) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

function made(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function button(text, act, secondary = true) {
  const element = made('button', secondary ? 'govuk-button govuk-button--secondary' : 'govuk-button', text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

export function speaking(status) {
  const line = made('p', 'govuk-hint pl-keeping__line', ''), more = made('div', 'pl-keeping__more', '');
  line.setAttribute('role', 'status');
  status.replaceChildren(line, more);

  function say(text) { if (line.textContent !== text) line.textContent = text; }

  function box(sentence, ...what) {
    const inset = made('div', 'govuk-inset-text', ''), row = made('div', 'govuk-button-group', '');
    row.append(...what);
    inset.append(made('p', 'govuk-body', sentence), row);
    more.replaceChildren(inset);
    delete more.dataset.lost;
  }

  function offer(restore, remove) {
    const done = (act) => () => { more.replaceChildren(); act(); };
    box('Some of what you did here was not saved. This browser has kept it.', button('Put it back', done(restore), false), button('Remove it', done(remove)));
  }

  function held({ by, at, taken }, takeOver) {
    const sentence = taken ? `${by} took this file over at ${time(at)}. What you had saved is in it.` : `${by} has been editing this file since ${time(at)}. You can read it.`;
    say('Read only');
    box(sentence, button('Take it over', takeOver));
  }

  function refused({ by, at, aside, taken, status: code, sentence }, address) {
    if (!aside) { say(sentence); return; }
    const link = made('a', 'govuk-link', 'Compare both and choose');
    link.href = address;
    say('Not saved: somebody else was faster');
    const why = code === 409 ? `${by} saved this file at ${time(at)}.` : `${by} ${taken ? 'took this file over' : 'began to edit this file'} at ${time(at)}.`;
    box(`${why} What you wrote is kept beside it.`, link);
  }

  // What a drawing would drop: said once, and gone when it is saved with or without it.
  function without({ sentence, without: lost }, agree) {
    const list = made('ul', 'govuk-list govuk-list--bullet', '');
    for (const one of lost) list.append(made('li', '', one));
    say('Not saved');
    if (more.dataset.lost === lost.join()) return;
    box(sentence, button('Save it without these', () => { settled(); agree(); }));
    more.querySelector('.govuk-body').after(list);
    more.dataset.lost = lost.join();
  }

  function settled() {
    if ('lost' in more.dataset) more.replaceChildren();
    delete more.dataset.lost;
  }

  function done(words) { settled(); say(words); }

  return { say, offer, held, refused, without, same: () => done('Saved'), saved: (at) => done(`Saved at ${time(at)}`) };
}
