// On every page: the GOV.UK components that come to life in the browser; and whoever signs out leaves no words here.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll,
} from 'govuk-frontend';
import { forgetAll } from '../form/kept-words.js';

for (const component of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
createAll(Button, { preventDoubleClick: true });
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener('submit', forgetAll);
