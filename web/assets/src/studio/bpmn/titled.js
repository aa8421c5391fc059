// A group of the panel whose button says what it opens: all are called "Toggle section" by the library.
import { Group } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useRef } from '@bpmn-io/properties-panel/preact/hooks';

export function Titled(props) {
  const place = useRef();
  useEffect(() => {
    const group = place.current, button = group.querySelector('.bio-properties-panel-arrow'), header = group.querySelector('.bio-properties-panel-group-header');
    const say = () => {
      button.setAttribute('aria-label', props.label);
      button.setAttribute('aria-expanded', String(header.classList.contains('open')));
    };
    const watching = new MutationObserver(say);
    watching.observe(header, { attributes: true, attributeFilter: ['class'] });
    say();
    return () => watching.disconnect();
  }, [props.label]);
  return h('div', { ref: place }, h(Group, props));
}
