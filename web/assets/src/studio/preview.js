// A part of the page that the server renders anew after each save. It may be long, so it is not read out: what it says under
// [data-said] is put into the status [data-preview-said], and read out when it is something else than before.
//   <div data-preview="address">   the address answers with the part alone to X-Requested-With: fetch
export function preview(box = document.querySelector('[data-preview]')) {
  return async () => {
    if (!box) return;
    const answer = await fetch(box.dataset.preview, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    box.innerHTML = await answer.text();
    const said = box.querySelector('[data-said]')?.textContent.replaceAll(/\s+/g, ' ').trim(), status = document.querySelector('[data-preview-said]');
    if (said && status && status.textContent !== said) status.textContent = said;
  };
}
