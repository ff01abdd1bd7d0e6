/* The search page. Its state is its address: every change goes there first and is shown from there, so that a search can
   be bookmarked, sent, and gone back to. An answer that comes late never replaces that of a newer question. */
(() => {
  "use strict";
  const { make, day, excerpt, wanted, landing, page, dot, fold, holds } = window.ReadingRoomHits;
  const { read, write, toggle, chosen, narrowed } = window.ReadingRoomState;
  const search = window.ReadingRoomSearch;
  const STEP = 20; // hits that are shown at first, and added on demand
  const PAUSE = 200; // milliseconds without a key before the index is asked
  const NAMES = 12;
  const KIND = { key: "kind", label: "Kind" };

  const room = document.querySelector("[data-search]");
  const form = room.querySelector("form");
  const field = form.elements.q;
  const sort = room.querySelector("[name=sort]");
  const status = room.querySelector("[data-status]");
  const chips = room.querySelector(".rr-chosen");
  const results = room.querySelector("[data-results]");
  const column = room.querySelector(".rr-facets");
  const title = document.title;
  let about = { pages: 0, kinds: [], facets: [] };
  let facets = null;
  let state = null;
  let shown = STEP;
  let latest = 0;
  let timer = 0;

  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  const keys = () => about.facets.map((one) => one.key);

  // -- a hit ------------------------------------------------------------------------------------------------------

  const line = (address, kind, heading, when, where, lang, ...more) =>
    make("li", { class: "rr-hit" },
      make("span", { class: "when" }, when),
      make("div", {},
        make("h2", { lang, dir: lang ? "auto" : null }, make("a", { href: address }, dot(kind), heading)),
        make("p", { class: "where" }, where.filter(Boolean).join(" · ")),
        ...more));
  const named = (name) =>
    line(landing(name.url, []), name.kind, name.title, "", [name.kind, name.name !== name.title && `also ${name.name}`], null);
  const hit = (one, words) => {
    const excerpts = [one.excerpt, ...one.subresults.map((part) => part.excerpt)];
    const marks = one.kind === "article" && words ? wanted(words, ...excerpts) : [];
    const parts = one.subresults.filter((part) => page(part.url) === page(one.url) && part.url !== one.url && part.title !== one.title).slice(0, 3);
    return line(landing(one.url, marks), one.kind, one.title, one.date && day(one.date), [one.kind, one.source], one.lang,
      make("p", { class: "excerpt", lang: one.lang, dir: "auto" }, excerpt(one.excerpt)),
      parts.length ? make("ul", { class: "rr-parts", lang: one.lang, dir: "auto" },
        ...parts.map((part) => make("li", {}, make("a", { href: landing(part.url, marks) }, part.title)))) : "");
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

  const countKinds = (asked) => Promise.all(about.kinds.map(async (kind) =>
    ({ ...kind, count: (await search.search(asked.q, { filters: asked.filters, kinds: [kind.value] })).total })));
  const renderFacets = async (turn) => {
    const asked = state;
    const [counts, kinds] = await Promise.all([search.filters(asked.q, { filters: asked.filters, kinds: asked.kinds }), countKinds(asked)]);
    if (turn !== latest) return;
    column.hidden = !facets.update({ ...counts, kind: kinds.filter((kind) => kind.count) }, asked);
    renderChips(); // with the labels that came along
  };

  const renderHits = async (turn) => {
    const { q, filters, kinds } = state;
    const order = state.sort || (q ? "relevance" : "newest");
    const [names, found] = await Promise.all([q && !Object.keys(filters).length ? search.names(q, NAMES) : [], search.search(q, { filters, kinds, sort: order })]);
    const exact = names.filter((name) => fold(name.name) === fold(q) && (!kinds.length || kinds.includes(name.kind)));
    const own = new Set(exact.map((name) => page(name.url)));
    const list = make("ol", { class: "rr-hits" });
    const more = make("button", { type: "button", class: "rr-button" });
    let next = 0;
    const add = async (to) => {
      const hits = (await found.hits(next, to)).filter((one) => !q || holds(q, one));
      if (turn !== latest) return null;
      next = to;
      const rows = hits.filter((one) => !own.has(page(one.url))).map((one) => hit(one, q));
      list.append(...rows);
      more.hidden = next >= found.total;
      more.textContent = `Show ${Math.min(STEP, found.total - next)} more`;
      return rows;
    };
    list.append(...exact.map(named));
    if (!(await add(shown))) return;
    more.addEventListener("click", async () => {
      const rows = await add(next + STEP);
      shown = next;
      rows?.[0]?.querySelector("a").focus();
    });
    sort.closest("label").hidden = found.total < 2;
    if (list.childElementCount) {
      results.replaceChildren(list, more);
      say(`${counted(Math.max(found.total, list.childElementCount), "page")}${q ? ` with “${q}”` : ""}`);
      return;
    }
    const ways = await window.ReadingRoomNone(state);
    if (turn !== latest) return;
    results.replaceChildren(ways);
    say(q ? `Nothing ${narrowed(state) ? "here " : ""}has “${q}”.` : "Nothing is in all of these.");
  };

  const show = async () => {
    const turn = ++latest;
    const late = setTimeout(() => say("Searching…"), 400);
    document.title = state.q ? `“${state.q}” - ${title}` : title;
    if (field.value.trim() !== state.q) field.value = state.q;
    sort.value = state.sort;
    renderChips();
    try {
      if (state.q || narrowed(state)) await renderHits(turn);
      else {
        results.replaceChildren();
        sort.closest("label").hidden = true;
        say(`${counted(about.pages, "page")} can be searched.`);
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
    const address = write(wanted);
    if (address === write(state)) return draft || remember(false);
    remember();
    state = wanted;
    shown = STEP;
    const entry = { shown, y: 0, draft };
    if (draft && history.state?.draft) history.replaceState(entry, "", address);
    else history.pushState(entry, "", address);
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
  addEventListener("popstate", restore);
  addEventListener("pagehide", () => remember());
  field.addEventListener("input", () => {
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
    facets = window.ReadingRoomFacets(column.querySelector("[data-facets]"), [KIND, ...about.facets.filter((one) => one.key !== "kind")], (key, value) => go(toggle(state, key, value)));
    if (field.value.trim() && !new URLSearchParams(location.search).has("q")) state = read(keys());
    return restore();
  }).catch((error) => {
    say("The search could not be loaded. The indexes below lead everywhere.");
    console.warn(error);
  });
})();
