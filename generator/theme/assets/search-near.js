// Names spelt nearly as a query is, for one that finds nothing.
(() => {
  "use strict";
  // Changes of one letter, or of two neighbours' order, from one word to another; above `most` it may be too low.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, column) => column)];
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          now[column] = Math.min(now[column], before[column - 2] + 1);
        }
      }
      if (Math.min(...now) > most) return most + 1;
      [before, last] = [last, now];
    }
    return last.at(-1);
  };

  const MOST = 12; // words of a query that are looked at

  // The pages, but articles, that `names` knows by names spelt nearly like the `asked` words; `known` are the words of all
  // names.
  window.ReadingRoomNear = async (asked, known, names, limit) => {
    const set = new Set(known);
    const corrected = asked.slice(0, MOST).map((word) => {
      if (set.has(word)) return [word];
      const most = word.length < 5 ? 1 : 2;
      const close = known.map((other) => [distance(word, other, most), other]).filter(([far]) => far <= most);
      return close.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)).slice(0, limit).map(([, other]) => other);
    });
    const found = new Map();
    const add = (names) => names.forEach((name) => found.has(name.url) || found.set(name.url, name));
    if (corrected.every((words) => words.length)) add(await names(corrected.map(([best]) => best).join(" "), limit));
    for (const word of corrected.flat()) {
      if (found.size < limit) add(await names(word, limit));
    }
    return [...found.values()].filter(({ kind }) => kind !== "article").slice(0, limit);
  };
})();
