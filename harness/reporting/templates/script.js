(() => {
  "use strict";
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll("#ledger tr[data-state]")];
  const texts = new Map();

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  }

  function apply() {
    const wanted = new FormData(form);
    const words = wanted.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = ["state", "level", "operation"].every((key) => !wanted.get(key) || row.dataset[key] === wanted.get(key))
        && (!words.length || words.every((word) => textOf(row).includes(word)));
      row.hidden = !fits;
      shown += fits;
    }
    const filtering = [...wanted.values()].some(Boolean);
    for (const part of document.querySelectorAll("#ledger tbody, #ledger .group")) {
      part.hidden = !part.querySelector("tr[data-state]:not([hidden])");
      if (filtering && part.tagName === "DETAILS") part.open = true;
    }
    document.querySelector("#ledger .none").hidden = shown > 0;
    form.querySelector("output").textContent = `${shown} of ${rows.length} rules`;
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target.matches("tr")) target.querySelector("details").open = true;
    target.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();

  document.addEventListener("click", async (event) => {
    const count = event.target.closest("[data-filter-state]");
    if (count) {
      form.reset();
      form.elements.state.value = count.dataset.filterState;
      form.elements.level.value = count.dataset.filterLevel;
      apply();
    }
    const button = event.target.closest("button.copy");
    if (button) {
      const code = button.parentElement.querySelector("code");
      getSelection().selectAllChildren(code);
      const done = navigator.clipboard
        ? await navigator.clipboard.writeText(code.textContent).then(() => true, () => false)
        : document.execCommand("copy");
      button.firstChild.textContent = done ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { button.firstChild.textContent = "Copy"; }, 2000);
    }
  });
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;

  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.fold, details.group")) part.open = true;
  });
})();
