"use strict";
// Sorting, filtering, opening; without this script everything can still be read.
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const tools = document.getElementById("tools");
  const found = document.getElementById("found");
  const vietnamese = document.documentElement.lang === "vi";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // Numbers are compared exactly, as whole numbers of 10^-30; null is no number.
  const PLACES = 30;
  const number = (shown) => {
    const digits = shown.replace(/^≥/, "").split("/")[0].replace(/\s/g, "").replace(vietnamese ? /\./g : /,/g, "");
    const parts = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(digits);
    return parts && BigInt(parts[1] + parts[2] + (parts[3] || "").padEnd(PLACES, "0"));
  };
  const shownIn = (cell) => (cell.dataset.n || cell.textContent).trim();
  const isEmpty = (shown) => shown === "" || shown === "–";

  const comparer = (texts) => {
    const numeric = texts.every((text) => isEmpty(text) || number(text) !== null);
    return (one, other) => {
      if (!numeric) return collator.compare(one, other);
      const [a, b] = [number(one), number(other)];
      return a < b ? -1 : a > b ? 1 : 0;
    };
  };

  const sort = (table, column, descending) => {
    const rows = [...table.tBodies[0].rows].map((row) => [row, shownIn(row.cells[column])]);
    const compare = comparer(rows.map((row) => row[1]));
    rows.sort(([, one], [, other]) => {
      const last = isEmpty(one) - isEmpty(other);
      return last || isEmpty(one) ? last : descending ? compare(other, one) : compare(one, other);
    });
    table.tBodies[0].append(...rows.map((row) => row[0]));
  };

  for (const table of all("table.s")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  }

  // A unit whose name fits is shown whole; of the others the lines of criteria that fit. Marks may be left out.
  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();
  // A sheet has the rows of the table of criteria, in its order; on a page of very many units its own text is cut.
  const criteria = all("#tieu-chi tbody tr").map((row) => fold(`${row.cells[0].textContent} ${row.cells[1].textContent}`));
  let index = null;
  const sheets = () =>
    (index ||= all("details.u").map((sheet) => ({
      sheet,
      name: fold(sheet.querySelector("h3").textContent),
      rows: all(".sheet tbody tr", sheet).map((row, at) => [row, `${criteria[at]} ${fold(row.cells[1].textContent)}`]),
      opened: false,
    })));
  const close = (each) => {
    if (each.opened) each.sheet.open = false;
    each.opened = false;
  };

  const filter = (wanted) => {
    const named = new Set(sheets().filter((each) => each.name.includes(wanted)).map((each) => each.sheet.id));
    let units = 0;
    let lines = 0;
    for (const each of sheets()) {
      const whole = named.has(each.sheet.id);
      const fitting = new Set(whole ? [] : each.rows.filter(([, text]) => text.includes(wanted)).map(([row]) => row));
      each.rows.forEach(([row]) => (row.hidden = !whole && !fitting.has(row)));
      each.sheet.hidden = !whole && fitting.size === 0;
      if (whole) units += 1;
      lines += fitting.size;
      if (fitting.size && !each.sheet.open) each.sheet.open = each.opened = true;
      if (!fitting.size) close(each);
    }
    for (const row of all("tr[data-u]")) row.hidden = named.size > 0 && !named.has(row.dataset.u);
    const words = units || lines ? tools.dataset.found : tools.dataset.nothing;
    found.textContent = wanted ? words.replace("{units}", units).replace("{rows}", lines) : "";
  };

  let waiting = 0;
  const box = document.getElementById("filter");
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => filter(fold(box.value)), 120);
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("open").addEventListener("click", () => all("details.u").forEach((each) => (each.open = true)));
  document.getElementById("close").addEventListener("click", () => all("details.u").forEach((each) => (each.open = false)));

  // A link to a unit opens its sheet.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const sheet = target.closest("details");
    if (sheet) [sheet.hidden, sheet.open] = [false, true];
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  for (const link of all('a[href^="#u-"]')) {
    link.addEventListener("click", () => link.hash === location.hash && reveal());
  }

  // Paper shows every sheet that is not filtered away.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((each) => (each.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((each) => (each.open = false)));

  tools.hidden = false;
  reveal();
})();
