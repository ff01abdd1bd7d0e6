/* Runs in every page before any of its own scripts: remembers what a script of an article would do, and tells it with
   what the finished page is made of. */
(() => {
  "use strict";
  const before = new Set(Object.getOwnPropertyNames(window));
  const ran = [];
  const record = (name, result) => (...given) => {
    ran.push(`${name}(${given.map(String).join(", ").slice(0, 200)})`);
    return result;
  };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = record(name);
  for (const name of ["write", "writeln"]) document[name] = record(`document.${name}`);
  for (const name of ["setTimeout", "setInterval"]) {
    const own = window[name].bind(window);
    const recorded = record(name, 0);
    window[name] = (what, ...more) => (typeof what === "function" ? own(what, ...more) : recorded(what));
  }

  const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "data-href"];
  const SCHEMES = ["http:", "https:", "mailto:", location.protocol];
  const ACTIVE = "iframe, frame, object, embed, applet, base, math, portal, audio, video, source, body style, body link, body meta";
  const shown = (element) => element.outerHTML.slice(0, 200);

  /* What is wrong with one element. */
  const faults = (element, root) => {
    const found = [];
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`handler ${name}`);
      if (name === "style" && /url|expression|import|binding|position/i.test(value)) found.push("style");
      if (name === "srcset" || name === "srcdoc") found.push(name);
      if (!ADDRESSES.includes(name)) continue;
      let url;
      try {
        url = new URL(value, document.baseURI);
      } catch {
        continue; // no browser follows it
      }
      const loads = name !== "href" || element.localName === "link";
      if (loads && name !== "data-href" && name !== "action" && !url.href.startsWith(root) && url.protocol !== "data:") found.push(`loads ${url}`);
      else if (!SCHEMES.includes(url.protocol) && !(loads && url.protocol === "data:")) found.push(`leads to ${url}`);
      else if (url.protocol === "file:" && !url.href.startsWith(root)) found.push(`leads out to ${url}`);
      else if (/^http/.test(url.protocol) && !url.href.startsWith(root) && name === "href" && !/noopener noreferrer/.test(element.rel || "")) found.push(`tells ${url} where from`);
    }
    return found.map((fault) => `${fault}: ${shown(element)}`);
  };

  window.__seen = (root) => ({
    ran,
    globals: Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== "__seen"),
    scripts: [...document.scripts].filter((one) => !one.src && !/json/.test(one.type)).map(shown),
    active: [...document.querySelectorAll(ACTIVE)].map(shown),
    faults: [...document.querySelectorAll("*")].flatMap((element) => faults(element, root)),
    headings: [...document.querySelectorAll("h1")].map((one) => one.textContent),
  });
})();
