/* Reading Room's one script: Material's small storage functions and its early choice of scheme (inline in Material,
   here because the Content-Security-Policy forbids inline scripts), names shown on demand, copying a citation, and the
   way to search. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  // Material's bundle calls these. Storage can be refused (private windows, file:), which must not break the page.
  window.__md_scope = new URL("..", document.currentScript.src);
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage, scope = window.__md_scope) => {
    try { return JSON.parse((storage || localStorage).getItem(`${scope.pathname}.${key}`)); } catch { return null; }
  };
  window.__md_set = (key, value, storage, scope = window.__md_scope) => {
    try { (storage || localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value)); } catch { /* refused */ }
  };

  const chosen = window.__md_get("__palette");
  const dark = chosen && chosen.color ? chosen.color.scheme === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";

  const linkOf = (span) => {
    const link = document.createElement("a");
    link.className = span.className;
    link.id = span.id;
    link.href = span.dataset.href;
    link.dataset.href = span.dataset.href;
    link.append(...span.childNodes);
    return link;
  };
  const spanOf = (link) => {
    const span = document.createElement("span");
    span.className = link.className;
    span.id = link.id;
    span.dataset.href = link.dataset.href;
    span.append(...link.childNodes);
    return span;
  };

  const offerNames = (button) => {
    if (!document.querySelector(".again[data-href]")) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const all = button.getAttribute("aria-pressed") !== "true";
      for (const name of document.querySelectorAll(".again[data-href]")) name.replaceWith(all ? linkOf(name) : spanOf(name));
      button.setAttribute("aria-pressed", String(all));
    });
  };

  const offerCopy = (button) => {
    const text = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try { await navigator.clipboard.writeText(text.textContent.trim()); } catch { document.execCommand("copy"); }
      button.textContent = "Copied";
    });
  };

  // Search is loaded when it is first used, so that a page that is only read stays small.
  const assets = new URL(".", document.currentScript.src);
  const loaded = (element) => new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.head.append(element);
  });
  const loadScript = (name) => {
    const script = document.createElement("script");
    script.async = false; // in the order of asking
    script.src = new URL(name, assets);
    return loaded(script);
  };
  const loadStyle = (name) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL(name, assets);
    return loaded(style);
  };

  const offerSearch = (box) => {
    const field = box.querySelector("input");
    const loadBox = () =>
      Promise.all([loadStyle("search.css"), ...["loader", "hits", "box"].map((name) => loadScript(`search-${name}.js`))]);
    // Where they can't be loaded, Enter still leads to the search page, which says so.
    field.addEventListener("focus", () => loadBox().catch(() => {}), { once: true });
    field.form.addEventListener("submit", (event) => {
      event.preventDefault(); // a form may not be sent from file:
      location.href = new URL(`?q=${encodeURIComponent(field.value.trim())}`, field.form.action);
    });
  };
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("[role=search] input");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.cameFrom = event.target;
    field.focus();
    field.select();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-names]").forEach(offerNames);
    document.querySelectorAll("[data-copy]").forEach(offerCopy);
    document.querySelectorAll(".rr-search").forEach(offerSearch);
    if (new URLSearchParams(location.search).has("mark")) loadScript("search-marks.js");
  });
})();
