/* The page is complete without this. With it: an entry shows all its marks, a mark shows why it is there. Text only ever enters as text. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const marks = [...document.querySelectorAll("#marked a")];
  const entries = [...document.querySelectorAll(".found li[id]")];
  const RIVALS = 5; // types that are weighed
  let back = null; // where the focus was before the panel opened

  const make = (name, text, parent, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    if (parent) parent.append(element);
    return element;
  };
  const panel = make("dialog", undefined, document.body);
  panel.id = "why";
  panel.tabIndex = -1;

  // The entry of a country has all marks with its code: also cities, and institutions.
  const marksOf = (entry) =>
    marks.filter((mark) => (entry.id[0] === "c" ? mark.dataset.c === entry.id.slice(1) : mark.hash === "#" + entry.id));
  const entryOf = (mark) => entries.find((entry) => "#" + entry.id === mark.hash);

  const light = (entry, mark) => {
    for (const lit of document.querySelectorAll(".on")) lit.classList.remove("on");
    if (entry) {
      entry.classList.add("on");
      for (const other of marksOf(entry)) other.classList.add("on");
    }
    if (mark) mark.classList.add("on");
  };

  const show = (title, from) => {
    for (const mark of document.querySelectorAll(".here")) mark.classList.remove("here");
    panel.replaceChildren();
    const heading = make("h2", undefined, panel);
    heading.id = "why-title";
    make("bdi", title, heading);
    panel.setAttribute("aria-labelledby", heading.id);
    const close = make("button", "Close", panel);
    close.type = "button";
    close.addEventListener("click", hide);
    if (!panel.contains(document.activeElement)) back = from;
    panel.show();
    panel.focus();
    panel.scrollTop = 0;
  };

  const hide = () => {
    for (const mark of document.querySelectorAll(".here")) mark.classList.remove("here");
    panel.close();
    light(null);
    if (back) back.focus();
    back = null;
  };

  const signed = (number) => (number > 0 ? "+" + number : number < 0 ? "\u2212" + -number : "\u00b7");

  const row = (part, name, numbers, best) => {
    const line = make("tr", undefined, part);
    make("th", name, line).scope = "row";
    numbers.forEach((number, type) => make("td", number, line, type === best ? "best" : ""));
    return line;
  };

  const facts = ([, , , weighed, totals, shares, count, listed], parent) => {
    const table = make("table", undefined, parent);
    make("caption", "What spoke for and against each type, in tenths of a logit", table);
    const head = make("tr", undefined, make("thead", undefined, table));
    for (const name of ["fact", ...data.types.slice(0, RIVALS).map((type) => type.replace("organization", "org"))]) make("th", name, head).scope = "col";
    const body = make("tbody", undefined, table);
    const rest = [...totals];
    for (const number of listed) {
      const [name, source, ...weights] = data.facts[number];
      const cell = row(body, name, weights.map(signed), weighed).firstChild;
      if (source) make("small", " " + source, cell);
      weights.forEach((weight, type) => (rest[type] -= weight));
    }
    if (count > listed.length) row(body, count - listed.length + " smaller facts", rest.map(signed), weighed);
    const foot = make("tfoot", undefined, table);
    row(foot, "sum", totals.map(signed), weighed);
    row(foot, "share, %", shares, weighed);
  };

  const lost = ([, , , weighed, , shares, , , other], parent) => {
    const others = shares
      .map((share, type) => [share, data.types[type], type])
      .filter(([share, , type]) => share > 0 && type !== weighed)
      .sort((a, b) => b[0] - a[0]);
    const words = others.map(([share, name]) => name + " " + share + " %").join(", ");
    make("p", words ? "Lost: " + words + "." : "Nothing else came near.", parent);
    if (other !== undefined) make("bdi", other, make("p", "As a name of its own it gave way to ", parent));
  };

  const why = (mark) => {
    const at = marks.indexOf(mark);
    const reason = data.why[data.marks[2 * at]];
    const [rule, type, kind, weighed] = reason;
    const entry = entryOf(mark);
    show(mark.textContent, mark);
    mark.classList.add("here");
    mark.scrollIntoView({ block: "nearest" });
    light(entry, mark);
    const said = [data.types[type], kind ? "by " + data.kinds[kind] : "", mark.dataset.c || "", "\u00b7 score " + data.marks[2 * at + 1], "\u00b7 rule " + rule];
    make("p", said.filter(Boolean).join(" "), panel);
    const zone = mark.closest(".zone");
    if (zone && zone.dataset.zone !== "body") make("p", "It stands in the " + zone.dataset.zone + ".", panel);
    if (weighed === undefined) {
      make("p", "Known by its name: not weighed against anything else.", panel);
    } else {
      const same = data.marks.filter((group, i) => i % 2 === 0 && group === data.marks[2 * at]).length;
      const name = data.types[weighed] === "other" ? "a name that is none of the other types" : data.types[weighed];
      if (weighed !== type) make("p", "Weighed as " + name + "; lists of names say which " + data.types[type] + " it speaks of.", panel);
      lost(reason, panel);
      facts(reason, panel);
      if (same > 1) make("p", "As weighed at the first of " + same + " marks by this rule.", panel);
    }
    const others = entry ? marksOf(entry).length : 0;
    if (others > 1) button("All " + others + " marks of this entry", () => list(entry, mark), make("p", undefined, panel));
  };

  const button = (text, action, parent) => {
    const link = make("a", text, parent);
    link.href = "#marked";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      action();
    });
    return link;
  };

  // Some words to each side of a mark.
  const around = (mark) => {
    const range = document.createRange();
    const block = mark.closest("p");
    range.selectNodeContents(block);
    range.setEndBefore(mark);
    const before = range.toString().replace(/\s+/g, " ");
    range.selectNodeContents(block);
    range.setStartAfter(mark);
    const after = range.toString().replace(/\s+/g, " ");
    return [
      before.length > 50 ? before.slice(-50).replace(/^\S*\s/, "\u2026 ") : before,
      after.length > 60 ? after.slice(0, 60).replace(/\s\S*$/, " \u2026") : after,
    ];
  };

  const list = (entry, from) => {
    const name = entry.querySelector(".name");
    const found = marksOf(entry);
    show(name.textContent, from);
    light(entry);
    make("p", found.length + (found.length === 1 ? " mark in the text" : " marks in the text"), panel);
    const items = make("ol", undefined, panel);
    for (const mark of found) {
      const [before, after] = around(mark);
      const item = make("li", undefined, items);
      item.dir = "auto";
      item.append(before);
      button(mark.textContent, () => go(mark), item);
      item.append(after);
    }
    if (found.length) found[0].scrollIntoView({ block: "nearest" });
  };

  const go = (mark) => {
    for (const other of document.querySelectorAll(".here")) other.classList.remove("here");
    mark.classList.add("here");
    mark.scrollIntoView({ block: "nearest" });
    back = mark;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#marked a, .found a.name");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.closest("#marked")) why(link);
    else list(link.closest("li"), link);
  });
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => {
      if (panel.open) return;
      const mark = event.target.closest("#marked a");
      const entry = mark ? entryOf(mark) : event.target.closest(".found li[id]");
      light(entry, mark);
    });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) hide();
  });
})();
