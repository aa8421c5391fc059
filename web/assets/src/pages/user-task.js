// The page of a user task's form. It works without this file; with it, questions appear as they are
// needed and words are saved while they are typed.
//   <form data-draft-url="…">   where the page's fields are posted as a draft; answers {"saved_at": ISO 8601}
//         data-draft-key="…"    names person, user task and section; the draft's address when it is left out
//   <p data-draft-status role="status">   says "Saved at 10:14"; made when the page has none
import { autosave } from '../form/autosave.js';
import { follow } from '../form/conditions.js';
import { copying } from '../form/copy.js';
import { forgetOld } from '../form/kept-words.js';
import { offer } from '../form/offer.js';

function speaker(form) {
  const found = document.querySelector('[data-draft-status]') ?? document.createElement('p');
  if (!found.isConnected) form.append(found);
  found.classList.add('govuk-hint');
  found.setAttribute('role', 'status');
  return (text) => { if (found.textContent !== text) found.textContent = text; };
}

forgetOld();
copying(document);
// A form without a draft: only its questions come and go.
for (const form of document.querySelectorAll('form.pl-form:not([data-draft-url])')) follow(form);

for (const form of document.querySelectorAll('form[data-draft-url]')) {
  const key = form.dataset.draftKey ?? form.dataset.draftUrl, say = speaker(form);
  follow(form);
  offer(form, key, say);
  autosave(form, key, say);
}
