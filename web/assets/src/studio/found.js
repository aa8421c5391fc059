// Leads to what a finding is about: ?element= names a row, a question, a setting or a line of the text.
export function found() {
  const element = new URLSearchParams(location.search).get('element');
  if (!element) return;
  const marked = document.querySelector('.pl-found') ?? document.getElementById(element);
  const line = /^line (\d+)$/.exec(element), area = document.querySelector(location.pathname.endsWith('subject.txt') ? '#subject' : '#content, #body');
  if (marked) {
    marked.scrollIntoView({ block: 'center' });
    (marked.matches('input, textarea, select') ? marked : marked.querySelector('input:not([type=hidden]), textarea'))?.focus({ preventScroll: true });
  } else if (line && area) {
    const lines = area.value.split('\n'), start = lines.slice(0, Number(line[1]) - 1).join('\n').length;
    area.focus();
    area.setSelectionRange(start && start + 1, start + 1 + (lines[Number(line[1]) - 1] ?? '').length);
  }
}
