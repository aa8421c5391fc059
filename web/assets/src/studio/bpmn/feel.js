// A small text editor for FEEL, with what is known offered as it is typed. The words about what is
// wrong come from the server, not from here.
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { feel } from '@bpmn-io/lang-feel';

const COLOURS = HighlightStyle.define([
  { tag: tags.string, color: '#00562f' }, { tag: tags.number, color: '#003078' }, { tag: tags.keyword, color: '#6b2f8f' },
  { tag: tags.bool, color: '#6b2f8f' }, { tag: tags.null, color: '#6b2f8f' },
]);
const WORD = /[A-Za-z_][\w.]*$/;

const option = ({ key, words }) => ({ label: key, type: 'variable', detail: words });
const called = ({ key, params, words, example }) => ({ label: `${key}(${params.join(', ')})`, apply: `${key}(`, type: 'function', info: `${words} Example: ${example}` });

function completing(known) {
  return (context) => {
    const before = context.matchBefore(WORD);
    if (!before && !context.explicit) return null;
    const { names, functions, ...records } = known(), [record, ...path] = before?.text.split('.') ?? [];
    if (path.length) return records[record] ? { from: before.from + record.length + 1, options: records[record].map(option) } : null;
    const variables = names.map((key) => ({ label: key, type: 'variable' }));
    return { from: before?.from ?? context.pos, options: [...variables, ...functions.map(called)], validFor: /^\w*$/ };
  };
}

export function textEditor(parent, { text, label, describedBy, known, onText }) {
  let showing = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(), bracketMatching(), closeBrackets(), feel({ dialect: 'expression', completions: [] }), syntaxHighlighting(COLOURS),
        autocompletion({ override: [completing(known)], icons: false }), EditorView.lineWrapping,
        keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => { if (update.docChanged && !showing) onText(update.state.doc.toString()); }),
      ],
    }),
  });
  function show(next) {
    if (next === view.state.doc.toString()) return;
    showing = true;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    showing = false;
  }
  return { show, destroy: () => view.destroy() };
}
