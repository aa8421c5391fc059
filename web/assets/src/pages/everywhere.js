// On every page: the GOV.UK components that come to life in the browser; and whoever signs out leaves no words here.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll,
} from 'govuk-frontend';
import { forgetAll } from '../form/kept-words.js';

// A form without an address of its own is sent to the page's, with the place on it that somebody was led to last (by the link
// past the menu, or of a mistake). The page that follows would begin there, and not at its message.
addEventListener('submit', ({ target }) => {
  if (location.hash && !target.getAttribute('action')) target.setAttribute('action', location.pathname + location.search);
}, true);

// A message that was waiting has the focus. Who is led to a place on the page stays there, and hears it as it is put in anew.
const led = location.hash !== '';
createAll(NotificationBanner, { disableAutoFocus: led });
if (led) for (const banner of document.querySelectorAll('.govuk-notification-banner[role="alert"]')) banner.replaceWith(banner);
for (const component of [CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
createAll(Button, { preventDoubleClick: true });
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener('submit', forgetAll);
