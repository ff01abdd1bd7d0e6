/* The facets beside the results: checkboxes with counts, several at once. While the focus is inside a facet its lines
   keep their order, so that nothing moves below a finger; the focus itself is never taken away. */
(() => {
  "use strict";
  const { make, fold, dot } = window.ReadingRoomHits;
  const { chosen } = window.ReadingRoomState;
  const SHOWN = 8;
  const MOST = 100; // lines of an opened facet; more are found by their name

  const KINDS = { people: "person", organisations: "organisation", places: "place" };

  /* One facet in the column `into`; `toggle(value)` is called when a line is switched. */
  const facet = (key, label, toggle) => {
    const lines = new Map();
    const list = make("ul", { class: "rr-values" });
    const find = make("input", { type: "search", class: "rr-find__value", "aria-label": `Find in ${label}`, placeholder: "Find", hidden: true });
    const more = make("button", { type: "button", class: "rr-more", "aria-expanded": "false", hidden: true });
    const block = make("fieldset", { class: "rr-facet", "data-facet": key }, make("legend", {}, label), find, list, more);
    let values = [];
    let marked = new Set();

    const line = (one) => {
      const tick = make("input", { type: "checkbox", value: one.value });
      const count = make("span", {});
      const row = make("li", {}, make("label", {}, tick, make("bdi", {}, dot(KINDS[key] || (key === "kind" && one.value)), one.label)), count);
      tick.addEventListener("change", () => toggle(one.value));
      return { row, tick, count };
    };
    const opened = () => more.getAttribute("aria-expanded") === "true";
    const visible = () => {
      const wanted = fold(find.value.trim());
      const first = (one) => marked.has(one.value);
      const rest = values.filter((one) => !first(one) && (!wanted || fold(one.label).includes(wanted)));
      return [...values.filter(first), ...rest].slice(0, Math.max(opened() ? MOST : SHOWN, marked.size));
    };
    const put = () => {
      const rows = visible();
      const focused = document.activeElement;
      const held = list.contains(focused);
      for (const one of values) {
        if (!lines.has(one.value)) lines.set(one.value, line(one));
        lines.get(one.value).count.textContent = one.count.toLocaleString("en");
      }
      for (const [value, { tick }] of lines) tick.checked = marked.has(value);
      if (held) {
        const counted = new Set(values.map((one) => one.value));
        for (const [value, { count }] of lines) if (!counted.has(value)) count.textContent = "0";
        for (const one of rows) if (!list.contains(lines.get(one.value).row)) list.append(lines.get(one.value).row);
      } else list.replaceChildren(...rows.map((one) => lines.get(one.value).row));
      const hidden = values.length - SHOWN;
      more.hidden = hidden <= 0;
      more.textContent = opened() ? "Fewer" : `${hidden.toLocaleString("en")} more`;
      find.hidden = !(opened() && values.length > 2 * SHOWN);
      block.hidden = !values.length;
    };
    more.addEventListener("click", () => {
      more.setAttribute("aria-expanded", String(!opened()));
      find.value = "";
      put();
    });
    find.addEventListener("input", put);

    /* `counts` are [{ value, label, count }]; values that are chosen are kept even where nothing has them. */
    const update = (counts, selected) => {
      marked = new Set(selected);
      const there = new Set(counts.map((one) => one.value));
      values = [...counts, ...selected.filter((value) => !there.has(value)).map((value) => ({ value, label: value, count: 0 }))];
      if (key === "year") values.sort((one, two) => (one.value < two.value ? 1 : -1));
      put();
    };
    return { block, update, label: (value) => values.find((one) => one.value === value)?.label || value };
  };

  /* All facets: `keys` are [{ key, label }], `toggle(facet, value)` is called when a line is switched. */
  window.ReadingRoomFacets = (into, keys, toggle) => {
    const all = new Map(keys.map(({ key, label }) => [key, facet(key, label, (value) => toggle(key, value))]));
    into.replaceChildren(...[...all.values()].map((one) => one.block));
    return {
      /* Returns whether there is anything to choose from. */
      update: (counts, state) => {
        for (const [key, one] of all) one.update(counts[key] || [], chosen(state, key));
        return [...all.values()].some((one) => !one.block.hidden);
      },
      label: (key, value) => all.get(key)?.label(value) || value,
      name: (key) => keys.find((one) => one.key === key)?.label || key,
    };
  };
})();
