// Columns that scroll together by the points they share: a passage moves beside the same passage elsewhere,
// and the text between two shared passages is stretched or squeezed to fit.
window.parallaxScrolling = (() => {
  "use strict";
  // Where in a column, from its top, two passages are brought side by side.
  const LINE = 0.35;
  let linked = true;
  let leader = null; // the column that the reader moves: the others follow it, and never the other way round

  const columns = () => [...document.querySelectorAll("[data-column]")];
  const scrolls = (column) => getComputedStyle(column).overflowY === "auto";
  const line = (column) => column.clientHeight * LINE;
  const height = (column, element) =>
    element.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;

  const places = (column) => {
    const found = new Map();
    for (const passage of column.querySelectorAll(".passage[data-point]")) {
      if (!found.has(passage.dataset.point)) found.set(passage.dataset.point, height(column, passage));
    }
    return found;
  };

  // Pairs of heights that rise in both columns; the chosen point always stays in.
  const pairs = (from, to) => {
    const here = places(from);
    const there = places(to);
    const chosen = document.querySelector(".point.is-chosen [data-number]")?.dataset.number;
    const all = [...here].filter(([point]) => there.has(point)).map(([point, y]) => [y, there.get(point), point]);
    const fixed = all.find(([, , point]) => point === chosen);
    const kept = [];
    for (const pair of all.sort((a, b) => a[0] - b[0])) {
      const agrees = !fixed || pair === fixed || (pair[0] < fixed[0] ? pair[1] < fixed[1] : pair[1] > fixed[1]);
      const last = kept.at(-1);
      if (agrees && (!last || (pair[1] > last[1] && pair[0] > last[0]))) kept.push(pair);
    }
    return [[0, 0], ...kept, [from.scrollHeight, to.scrollHeight]];
  };

  const follow = (from) => {
    const y = from.scrollTop + line(from);
    for (const to of columns()) {
      if (to === from) continue;
      const steps = pairs(from, to);
      const next = Math.max(1, steps.findIndex(([start]) => start > y));
      const [[y0, z0], [y1, z1]] = [steps[next - 1], steps[next] || steps.at(-1)];
      const share = y1 > y0 ? (y - y0) / (y1 - y0) : 0;
      move(to, z0 + share * (z1 - z0) - line(to));
    }
  };

  const move = (column, top) => {
    column.scrollTop = top;
  };

  // The chosen point's passages, or what comes nearest to them, in view in every column.
  const showChosen = () => {
    leader = null;
    for (const column of columns()) {
      const passage = column.querySelector(".passage.is-chosen") || column.querySelector(".nearest");
      if (passage && scrolls(column)) move(column, height(column, passage) - line(column));
    }
  };

  const lead = (event) => {
    leader = event.target instanceof Element ? event.target.closest("[data-column]") : null;
  };
  for (const sort of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(sort, lead, { capture: true, passive: true });
  }

  let waiting = false;
  const onScroll = (event) => {
    const column = event.target;
    if (column !== leader || !linked || waiting || !scrolls(column)) return;
    if (!document.querySelector(".point.is-chosen")) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (column === leader && column.isConnected) follow(column);
    });
  };
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });

  return {
    showChosen,
    columns,
    move,
    isLinked: () => linked,
    link: (on) => {
      linked = on;
    },
  };
})();
