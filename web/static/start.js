// Says to the style sheets that scripts run. Loaded before the content so that nothing jumps.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
