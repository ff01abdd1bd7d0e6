/* On an article opened from a hit (?mark=ferry&mark=tolls#s120): marks the words and shows the passage. Pagefind's
   highlighter marks the words of the query alone; the address here names the forms that were found ("ferries"). */
(() => {
  "use strict";
  const text = document.querySelector(".rr-text");
  const words = new URLSearchParams(location.search).getAll("mark").map((word) => word.trim()).filter(Boolean).slice(0, 20);
  if (!text || !words.length) return;

  const literal = (word) => word.split(/\s+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("[^\\p{L}\\p{N}]+");
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
  const whole = (word) => (unspaced.test(word) ? literal(word) : `(?<![\\p{L}\\p{N}])${literal(word)}(?![\\p{L}\\p{N}])`);
  const pattern = new RegExp([...words].sort((one, two) => two.length - one.length).map(whole).join("|"), "giu");

  /* The text nodes below `text`, each with where it begins in the whole. */
  const pieces = () => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    let start = 0;
    while (walker.nextNode()) {
      found.push({ node: walker.currentNode, start });
      start += walker.currentNode.data.length;
    }
    return found;
  };

  /* Put <mark> around the part of a text node; the nodes are cut from the end, so that earlier places stay right. */
  const wrap = (node, from, to) => {
    const part = node.splitText(from);
    part.splitText(to - from);
    const mark = document.createElement("mark");
    mark.className = "rr-marked";
    part.replaceWith(mark);
    mark.append(part);
    return mark;
  };

  const all = pieces();
  const wholeText = all.map(({ node }) => node.data).join("");
  const places = [...wholeText.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length, marks: [] }));
  for (let piece = all.length - 1, place = places.length - 1; piece >= 0 && place >= 0; piece -= 1) {
    const { node, start } = all[piece];
    const end = start + node.data.length;
    for (let at = place; at >= 0 && places[at].to > start; at -= 1) {
      const from = Math.max(places[at].from, start);
      if (from < end) places[at].marks.unshift(wrap(node, from - start, Math.min(places[at].to, end) - start));
    }
    while (place >= 0 && places[place].from >= start) place -= 1;
  }
  const marked = places.filter((place) => place.marks.length);
  if (!marked.length) return;

  /* Where the words stand closest together: most different ones, then most, within what a glance takes in. */
  const GLANCE = 150; // characters
  const densest = () => {
    let best = 0;
    let most = 0;
    marked.forEach((first, index) => {
      const near = marked.slice(index).filter((place) => place.from - first.from < GLANCE);
      const different = new Set(near.map((place) => wholeText.slice(place.from, place.to).toLowerCase())).size;
      const score = different * 100 + near.length;
      if (score > most) [best, most] = [index, score];
    });
    return best;
  };
  const named = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } // an address that is no address
  };
  const target = document.getElementById(named());
  const after = target ? marked.findIndex(({ marks: [mark] }) => target.contains(mark) || target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) : -1;
  // The address names the nearest sentence that has a name of its own: where the words stand later, it isn't the passage.
  if (target && !marked.some(({ marks: [mark] }) => target.contains(mark))) target.classList.add("rr-elsewhere");
  let here = after < 0 ? densest() : after;

  const show = (index) => {
    here = (index + marked.length) % marked.length;
    const [mark] = marked[here].marks;
    mark.scrollIntoView({ block: "center" });
    getSelection().collapse(mark, 0); // the next Tab goes on from here
    count.textContent = `${here + 1} of ${marked.length}`;
  };
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "rr-button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const clear = () => {
    for (const place of marked) for (const mark of place.marks) mark.replaceWith(...mark.childNodes);
    text.normalize();
    bar.remove();
    history.replaceState(history.state, "", location.pathname + location.hash);
  };
  const bar = document.createElement("p");
  const count = document.createElement("span");
  const said = document.createElement("span");
  said.textContent = `Marked: ${[...new Set(marked.map(({ from, to }) => wholeText.slice(from, to).toLowerCase()))].join(", ")} · `;
  bar.className = "rr-tools rr-note";
  bar.append(said, count, " ");
  if (marked.length > 1) bar.append(button("Previous", () => show(here - 1)), " ", button("Next", () => show(here + 1)), " ");
  bar.append(button("Remove marks", clear));
  text.before(bar);
  show(here);
})();
