/**
 * Keeps a list of nodes in step with a list of items, touching only what differs. The person's
 * focus and caret survive, also inside an item that had to be drawn again.
 */

const drawn = new WeakMap();

/** Where the person is: the item, the control in it (`data-focus`), and the caret. */
function mark(container) {
  const active = document.activeElement;
  if (!active?.dataset?.focus || !container.contains(active)) return null;
  let item = active;
  while (item.parentElement !== container) item = item.parentElement;
  const text = typeof active.selectionStart === "number";
  const caret = text ? [active.selectionStart, active.selectionEnd] : null;
  return { active, key: drawn.get(item)?.key, focus: active.dataset.focus, caret };
}

function goBack(container, place) {
  if (!place || document.activeElement === place.active) return;
  const item = [...container.children].find((node) => drawn.get(node)?.key === place.key);
  const again = place.active.isConnected
    ? place.active
    : item?.querySelector(`[data-focus="${CSS.escape(place.focus)}"]`);
  again?.focus({ preventScroll: true });
  if (again && place.caret && again.setSelectionRange) again.setSelectionRange(...place.caret);
}

/**
 * `items` are `{key, signature, build(), sync?(node)}`. A node whose signature is unchanged stays
 * as it is and is given to `sync`; others are built. Answers whether anything was built or removed.
 */
export function reconcile(container, items) {
  const place = mark(container);
  const before = new Map(
    [...container.children].map((node) => [drawn.get(node)?.key ?? node, node]),
  );
  let changed = false;
  const nodes = items.map((item) => {
    const node = before.get(item.key);
    if (node && drawn.get(node).signature === item.signature) {
      before.delete(item.key);
      item.sync?.(node);
      return node;
    }
    changed = true;
    const fresh = item.build();
    drawn.set(fresh, { key: item.key, signature: item.signature });
    return fresh;
  });
  for (const gone of before.values()) gone.remove();
  nodes.forEach((node, at) => {
    if (container.children[at] !== node)
      container.insertBefore(node, container.children[at] ?? null);
  });
  goBack(container, place);
  return changed || before.size > 0;
}
