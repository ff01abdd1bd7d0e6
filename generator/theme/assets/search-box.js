/* The search box on every page: a combobox with a list of pages, as the ARIA Authoring Practices describe it ("editable
   combobox with list autocomplete"). Focus stays in the field; the arrow keys move through the list. Pagefind's own
   component isn't used: it imports one index as a module, which a browser refuses on file:, and knows one language. */
(() => {
  "use strict";
  const { make, day, excerpt, wanted, landing, page, dot, counted, inQuotes } = window.ReadingRoomHits;
  const search = window.ReadingRoomSearch;
  const PAUSE = 120; // milliseconds without a key before the index is asked
  const NAMES = 4;
  const HITS = 5;

  const box = document.querySelector(".rr-search");
  const form = box.querySelector("form");
  const field = form.elements.q;
  const output = box.querySelector(".rr-search__output");
  const list = document.getElementById("rr-found");
  const status = output.querySelector("[role=status]");
  let latest = 0;
  let timer = 0;
  let shown = "";

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => document.getElementById(field.getAttribute("aria-activedescendant") || "-");
  const query = () => field.value.trim();
  const all = (words) => new URL(`?q=${encodeURIComponent(words)}`, form.action).href;

  const choose = (option) => {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const open = () => {
    output.hidden = false;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const close = () => {
    latest += 1; // what is still being looked for does not open it again
    clearTimeout(timer);
    output.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(null);
  };

  const option = (address, ...children) =>
    make("a", { role: "option", tabindex: "-1", "aria-selected": "false", href: address }, ...children);
  const facts = (...parts) => make("small", {}, parts.filter(Boolean).join(" · "));
  const nameOption = (name) =>
    option(landing(name.url, []), make("b", {}, dot(name.kind), name.title), facts(name.kind, name.name !== name.title && name.name));
  const hitOption = (hit, words) =>
    option(
      landing(hit.url, hit.kind === "article" ? wanted(words, hit) : []),
      make("b", { lang: hit.lang }, dot(hit.kind), hit.title),
      facts(hit.kind !== "article" && hit.kind, hit.date && day(hit.date), hit.source),
      make("span", { lang: hit.lang, dir: "auto" }, excerpt(hit.excerpt)),
    );

  /* The last option: the search page. */
  const whole = (words, label) => {
    const last = option(all(words), make("span", {}, label));
    last.className = "all";
    return last;
  };

  /* Put new options in place at once, and keep the one that was chosen if it is among them. */
  const render = (found, message) => {
    const chosen = active()?.href;
    found.forEach((one, index) => { one.id = `rr-found-${index}`; });
    list.replaceChildren(...found);
    list.hidden = !found.length;
    status.textContent = message;
    choose(found.find((one) => one.href === chosen) || null);
    open();
  };

  const ask = async (words) => {
    const turn = ++latest;
    if (!words) {
      shown = "";
      list.replaceChildren();
      close();
      return;
    }
    const late = setTimeout(() => { if (turn === latest && output.hidden) { list.hidden = true; status.textContent = "Searching…"; open(); } }, 400);
    try {
      const finding = search.search(words, {});
      finding.catch(() => {}); // it is awaited below
      const named = await search.names(words, NAMES);
      if (turn !== latest) return;
      if (named.length) render([...named.map(nameOption), whole(words, `Search page for ${inQuotes(words)}`)], ""); // at once
      const found = await finding;
      if (turn !== latest) return;
      const taken = new Set(named.map((name) => page(name.url)));
      const hits = await found.hits(0, HITS + named.length);
      if (turn !== latest) return;
      const more = hits.filter((hit) => !taken.has(page(hit.url))).slice(0, HITS);
      if (named.length || more.length) {
        const some = found.total > more.length && !found.absent.length;
        const last = whole(words, some ? `All ${counted(found.total, "page")} with ${inQuotes(words)}` : `Search page for ${inQuotes(words)}`);
        render([...named.map(nameOption), ...more.map((hit) => hitOption(hit, words)), last], counted(named.length + more.length, "suggestion") + ", arrow keys to choose");
      } else await offer(words, turn);
      if (turn === latest) shown = words;
    } catch (error) {
      if (turn === latest) render([option(all(words), "Go to the search page")], "The search could not be loaded.");
      console.warn(error);
    } finally {
      clearTimeout(late);
    }
  };

  /* Nothing found: names that are spelt nearly so, and the search page, which knows more ways on. */
  const offer = async (words, turn) => {
    const near = await search.near(words, HITS);
    if (turn !== latest) return;
    const ways = whole(words, "Other ways to search for it");
    render([...near.map(nameOption), ways], near.length ? `Nothing has ${inQuotes(words)}. Is it one of these?` : `Nothing has ${inQuotes(words)}.`);
  };

  const move = (step) => {
    if (output.hidden) return query() === shown && list.childElementCount ? (list.hidden = false, open()) : ask(query());
    const found = options();
    const next = found.indexOf(active()) + step;
    choose(next < 0 && step < 0 && !active() ? found.at(-1) : found[next] || null);
  };

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => { location.href = active()?.href || all(query()); },
    Escape: () => {
      const shut = output.hidden;
      close();
      if (!shut) return;
      field.value = "";
      field.blur();
      field.cameFrom?.focus(); // what had the focus when "/" was pressed
    },
  };
  field.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(query()), PAUSE);
  });
  const leave = (event) => { if (!box.contains(event.target)) close(); };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  window.addEventListener("pageshow", (event) => { if (event.persisted) close(); });

  search.load().catch((error) => console.warn(error));
  if (query()) ask(query());
})();
