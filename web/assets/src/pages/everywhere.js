// On every page: the GOV.UK components that come to life in the browser.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll,
} from 'govuk-frontend';

for (const component of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
createAll(Button, { preventDoubleClick: true });
