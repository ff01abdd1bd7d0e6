// The names and titles of all pages, in scripts by how they begin, as publish/search/names.py parts them.
(() => {
  "use strict";
  const LONGEST = 80; // code points of a name that its place depends on; LONGEST in publish/search/names.py

  // Each is written as what it has more than the one before it.
  const decoded = (prefixes) => {
    let before = [];
    return prefixes.split("\n").map((line) => {
      const space = line.indexOf(" ");
      before = [...before.slice(0, Number(line.slice(0, space))), ...line.slice(space + 1)];
      return before.join("");
    });
  };

  // Of a collection: `get` gives what a script has handed over, `fold` the key of a name, `root` is that of the site.
  window.ReadingRoomNames = ({ names: prefixes, kinds }, get, fold, root) => {
    const all = decoded(prefixes);

    // The names in the script that has those beginning with `name`, which is folded.
    const bucket = async (name) => {
      const key = [...name].slice(0, LONGEST).join("");
      const within = all.filter((prefix) => key.startsWith(prefix)).pop();
      const beyond = all.find((prefix) => prefix.startsWith(key));
      const parted = within !== undefined && all.some((prefix) => prefix !== within && prefix.startsWith(within));
      const prefix = within === undefined || (parted && within !== key) ? beyond : within;
      if (prefix === undefined) return [];
      const file = ["n", ...[...prefix].map((char) => char.codePointAt(0).toString(16))].join("-");
      return (await get(`names/${prefix}`, `names/${file}`)).names.map(
        ([title, address, kind, weight, shard, id, ...others]) =>
          ({ title, url: new URL(address, root).href, kind: kinds[kind].value, rank: kind, weight, shard, id, others }));
    };

    // The pages whose very name or title is asked for, best first; other names count after names.
    const exactly = async (query) => {
      const key = fold(query);
      if (!key) return [];
      const found = (await bucket(key)).flatMap((name) => {
        if (fold(name.title) === key) return [{ ...name, class: 0 }];
        return name.others.some((other) => fold(other) === key) ? [{ ...name, class: 1 }] : [];
      });
      return found.sort((a, b) => a.class - b.class || b.weight - a.weight).slice(0, 3);
    };

    // The pages that have a name beginning with `prefix`.
    const names = async (prefix, limit) => {
      const key = fold(prefix);
      if (!key) return [];
      const begins = (text) => ` ${fold(text)}`.includes(` ${key}`);
      const found = (await bucket(key)).flatMap((name) => {
        const label = [name.title, ...name.others].find(begins);
        if (label === undefined) return [];
        return [{ ...name, name: label, exact: fold(label) === key, other: label !== name.title }];
      });
      found.sort((a, b) => b.exact - a.exact || a.other - b.other || b.weight - a.weight || a.rank - b.rank);
      return found.slice(0, limit).map(({ name, title, url, kind }) => ({ name, title, url, kind }));
    };

    return { exactly, names };
  };
})();
