// The plain pages of a change: settings, tables as fields, letters, any file as text.
import { findings } from '../studio/findings.js';
import { found } from '../studio/found.js';
import { inserting } from '../studio/inserting.js';
import { page } from '../studio/page.js';
import { preview } from '../studio/preview.js';
import { worked } from '../studio/worked.js';

const look = findings(), show = preview();
for (const form of document.querySelectorAll('form[data-kept-page]')) {
  page(form, document.querySelector('[data-keeping]'), () => { look(); show(); });
  worked(form);
}
inserting(document);
found();
