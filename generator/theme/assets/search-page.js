/* The search page. Its state is its address: every change goes there first and is shown from there, so that a search can
   be bookmarked, sent, and gone back to. An answer that comes late never replaces that of a newer question. */
(() => {
  "use strict";
  const { make, day, excerpt, wanted, landing, dot, counted, inQuotes } = window.ReadingRoomHits;
  const { read, write, toggle, chosen, narrowed } = window.ReadingRoomState;
  const search = window.ReadingRoomSearch;
  const STEP = 20; // hits that are shown at first, and added on demand
  const PAUSE = 200; // milliseconds without a key before the index is asked
  const KIND = { key: "kind", label: "Kind" };

  const room = document.querySelector(".rr-find");
  const form = room.querySelector("form");
  const field = form.elements.q;
  const sort = room.querySelector("[name=sort]");
  const status = room.querySelector("[data-status]");
  const chips = room.querySelector(".rr-chosen");
  const results = room.querySelector("[data-results]");
  const column = room.querySelector(".rr-facets");
  const title = document.title;
  let about = { kinds: [], facets: [] };
  let facets = null;
  let state = null;
  let shown = STEP;
  let latest = 0;
  let timer = 0;
  let ready = false; // once what the collection has is known
  let typed = false; // something, before that

  const keys = () => about.facets.map((one) => one.key);

  // -- a hit ------------------------------------------------------------------------------------------------------

  const hit = (one, words) => {
    const marks = one.kind === "article" && words ? wanted(words, one) : [];
    const sections = one.subresults.filter((part) => part.url !== one.url && part.title !== one.title);
    const written = { lang: one.lang || null, dir: "auto" };
    const text = excerpt(one.excerpt);
    return make("li", { class: "rr-hit" },
      make("span", { class: "when" }, one.date ? day(one.date) : one.kind),
      make("div", {},
        make("h2", written, make("a", { href: landing(one.url, marks) }, dot(one.kind), one.title)),
        one.date || one.source ? make("p", { class: "where" }, [one.date && one.kind, one.source].filter(Boolean).join(" · ")) : "",
        text.textContent ? make("p", { class: "excerpt", ...written }, text) : "",
        sections.length ? make("ul", { class: "rr-parts", ...written },
          ...sections.map((part) => make("li", {}, make("a", { href: landing(part.url, marks) }, part.title)))) : ""));
  };

  // -- what is shown ----------------------------------------------------------------------------------------------

  const say = (text) => { if (status.textContent !== text) status.textContent = text; };

  /* The facets that narrow the search, each as a button that takes it out. */
  const chip = (key, value) => {
    const button = make("button", { type: "button", class: "rr-button", "aria-label": `Take out ${facets.name(key)}: ${facets.label(key, value)}` }, facets.label(key, value), make("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", () => {
      const at = [...chips.querySelectorAll("button")].indexOf(button);
      go(toggle(state, key, value));
      (chips.querySelectorAll("button")[at] || chips.querySelector("button:last-of-type") || field).focus();
    });
    return make("li", {}, button);
  };
  const renderChips = () => {
    const at = [...chips.querySelectorAll("button")].indexOf(document.activeElement);
    chips.replaceChildren(...["kind", ...keys()].flatMap((key) => chosen(state, key).map((value) => chip(key, value))));
    chips.hidden = !chips.childElementCount;
    if (at >= 0) (chips.querySelectorAll("button")[at] || field).focus();
  };

  const renderFacets = async (turn) => {
    const asked = state;
    const counts = await search.filters(asked.q, { filters: asked.filters, kinds: asked.kinds });
    if (turn !== latest) return;
    column.hidden = !facets.update(counts, asked);
    renderChips(); // with the labels that came along
  };

  const renderHits = async (turn) => {
    const { q, filters, kinds } = state;
    const order = state.sort || (q ? "relevance" : "newest");
    const found = await search.search(q, { filters, kinds, sort: order });
    const list = make("ol", { class: "rr-hits" });
    const more = make("button", { type: "button", class: "rr-button" });
    let next = 0;
    const add = async (to) => {
      const hits = await found.hits(next, to);
      if (turn !== latest) return null;
      next = to;
      const rows = hits.map((one) => hit(one, q));
      list.append(...rows);
      more.hidden = next >= found.total;
      more.textContent = `Show ${Math.min(STEP, found.total - next)} more`;
      return rows;
    };
    const rows = await add(shown);
    if (!rows) return;
    const { total, absent } = found;
    sort.closest("label").hidden = total < 2;
    if (total) {
      more.addEventListener("click", async () => {
        const added = await add(next + STEP);
        shown = next;
        added?.[0]?.querySelector("a").focus();
      });
      results.replaceChildren(list, more);
      const pages = counted(total, "page");
      if (absent.length) say(`Nothing has “${absent.join("”, “")}”; ${pages} with the other words`);
      else say(q ? `${pages} with ${inQuotes(q)}` : pages);
      return;
    }
    const ways = await window.ReadingRoomNone(state);
    if (turn !== latest) return;
    results.replaceChildren(ways);
    say(q ? `Nothing ${narrowed(state) ? "here " : ""}has ${inQuotes(q)}.` : "Nothing is in all of these.");
  };

  const show = async () => {
    const turn = ++latest;
    const late = setTimeout(() => { if (turn === latest) say("Searching…"); }, 400);
    document.title = state.q ? `“${state.q}” - ${title}` : title;
    if (field.value.trim() !== state.q) field.value = state.q;
    sort.value = state.sort;
    renderChips();
    try {
      if (state.q || narrowed(state)) await renderHits(turn);
      else {
        results.replaceChildren();
        sort.closest("label").hidden = true;
        say(`${counted(about.kinds.reduce((sum, kind) => sum + kind.pages, 0), "page")} can be searched.`);
      }
      clearTimeout(late);
      if (turn === latest) await renderFacets(turn);
    } catch (error) {
      if (turn === latest) say("The search could not be loaded. The indexes below lead everywhere.");
      console.warn(error);
    } finally {
      clearTimeout(late);
    }
  };

  // -- the address ------------------------------------------------------------------------------------------------

  /* Every entry of the history knows how far it was read. A draft is a query that is still being typed. */
  const remember = (draft = history.state?.draft) => history.replaceState({ shown, y: scrollY, draft }, "");
  const go = (wanted, { draft = false } = {}) => {
    if (!ready) return null; // the query that stands in the field is read as soon as it can be
    const address = write(wanted);
    if (address === write(state)) return draft || remember(false);
    remember();
    state = wanted;
    shown = STEP;
    const entry = { shown, y: 0, draft };
    const step = draft && history.state?.draft ? "replaceState" : "pushState";
    history[step](entry, "", address === "?" ? location.pathname : address);
    return show();
  };
  const restore = async () => {
    clearTimeout(timer);
    state = read(keys());
    shown = history.state?.shown || STEP;
    field.value = state.q;
    const y = history.state?.y || 0;
    await show();
    scrollTo(0, y);
  };

  history.scrollRestoration = "manual";
  addEventListener("popstate", () => {
    if (ready && (history.state || write(read(keys())) !== write(state))) restore(); // else a link within the page
  });
  addEventListener("pagehide", () => remember());
  field.addEventListener("input", () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(() => go({ ...state, q: field.value.trim() }, { draft: true }), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go({ ...state, q: field.value.trim() });
  });
  sort.addEventListener("change", () => go({ ...state, sort: sort.value }));
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(read(keys(), new URL(link.href).search));
    field.focus();
  });

  column.open = matchMedia("(min-width: 60em)").matches;
  search.load().then((loaded) => {
    about = loaded;
    facets = window.ReadingRoomFacets(column.querySelector("[data-facets]"), [KIND, ...about.facets], (key, value) => go(toggle(state, key, value)));
    state = read(keys());
    ready = true;
    const query = field.value.trim();
    return typed && query !== state.q ? go({ ...state, q: query }, { draft: true }) : restore();
  }).catch((error) => {
    say("The search could not be loaded. The indexes below lead everywhere.");
    console.warn(error);
  });
})();
