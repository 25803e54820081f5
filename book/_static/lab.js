// What all labs share: the registry that fills each place with what its script draws, and what they draw with.
(function () {
  "use strict";
  const NS = "http://www.w3.org/2000/svg";
  const PAUSE = 500; // milliseconds without a change

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function svg(tag, attributes, text) {
    const made = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // The head of a table.
  function head(...titles) {
    return element("thead", {}, element("tr", {}, ...titles.map((text) => element("th", { scope: "col" }, text))));
  }

  // A number as text with a real minus sign.
  const minus = (text) => text.replace(/-/g, "\u2212");

  // A drawing with a line and a number at each tick from `low` to `high`; x takes a share of the width.
  function frame(width, height, pad, low, high, ticks, label) {
    const x = (share) => pad.left + share * (width - pad.left - pad.right);
    const y = (value) => height - pad.bottom - ((value - low) / (high - low)) * (height - pad.top - pad.bottom);
    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    for (const tick of ticks) {
      drawing.append(
        svg("line", { class: "axis", x1: x(0), x2: x(1), y1: y(tick), y2: y(tick) }),
        svg("text", { x: x(0) - 5, y: y(tick) + 4, "text-anchor": "end" }, minus(String(tick)))
      );
    }
    return { drawing, x, y };
  }

  // An index, drawn with these chances.
  function drawn(chances) {
    let lot = Math.random();
    const index = chances.findIndex((p) => (lot -= p) < 0);
    return index < 0 ? chances.length - 1 : index;
  }

  // Tells those who listen what has changed: one text when the reader pauses, and only if it is
  // new. What stands there at the beginning is read and not told.
  function teller(place) {
    const said = element("p", { class: "lab-hidden", role: "status" });
    place.append(said);
    let known = null;
    let timer = 0;
    return (text) => {
      if (text === known) return;
      window.clearTimeout(timer);
      if (known !== null) timer = window.setTimeout(() => { said.textContent = text; }, PAUSE);
      known = text;
    };
  }

  // A group of radio buttons; `choose(key)` is called at each change.
  function choices(legend, name, options, chosen, choose) {
    const group = element("div", { class: "lab-options" });
    for (const [key, text] of options) {
      const input = element("input", { type: "radio", name: name, value: key });
      input.checked = key === chosen;
      input.addEventListener("change", () => choose(key));
      group.append(element("label", {}, input, text));
    }
    return element("fieldset", {}, element("legend", {}, legend), group);
  }

  // Things to find in a lab, with a tick for each that was found once. `done` is called with what
  // the lab passes at each change.
  function challenges(place, quests) {
    const name = place.dataset.lab;
    const rows = quests.map(({ text }) => element("li", {}, text));
    place.append(
      element("p", { class: "lab-subtitle" }, "Can you find it?"),
      element("ol", { class: "lab-quests" }, ...rows)
    );
    const said = element("p", { class: "lab-hidden", role: "status" });
    place.append(said);
    const key = (at) => `lab-${name}-${at}`;
    const tick = (at) => rows[at].classList.add("lab-found");
    quests.forEach((_, at) => {
      if (window.courseAnswers.get(key(at))) tick(at);
    });
    return (...now) => {
      if (drawing) return; // nobody has looked for anything yet
      quests.forEach(({ text, done }, at) => {
        if (rows[at].classList.contains("lab-found") || !done(...now)) return;
        tick(at);
        window.courseAnswers.set(key(at), { found: true });
        said.textContent = `Found: ${text}`;
      });
    };
  }

  // What a reader has set in a lab stands in the page's address, so that it can be shared: one
  // value for each group of radio buttons, each box and each slider, in their order in the lab.
  function settings(place) {
    const groups = new Map();
    for (const input of place.querySelectorAll("input")) {
      if (input.type === "radio") {
        const name = `radio ${input.name}`;
        groups.set(name, [...(groups.get(name) || []), input]);
      } else if (input.type === "checkbox" || input.type === "range") {
        groups.set(input, [input]);
      }
    }
    return [...groups.values()];
  }

  function written(place) {
    return settings(place).map((group) => {
      const [first] = group;
      if (first.type === "radio") return group.findIndex((input) => input.checked);
      return first.type === "checkbox" ? Number(first.checked) : first.value;
    }).join(".");
  }

  function restore(place, text) {
    text.split(".").forEach((value, at) => {
      const group = settings(place)[at]; // asked anew: a choice may change what can be chosen next
      if (!group) return;
      const [first] = group;
      const chosen = first.type === "radio" ? group[Number(value)] : first;
      if (!chosen) return;
      if (first.type === "range") first.value = value;
      else chosen.checked = first.type === "radio" || value === "1";
      chosen.dispatchEvent(new Event("input", { bubbles: true }));
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  function share(place) {
    const name = `lab-${place.dataset.lab}`;
    const wanted = new URLSearchParams(location.search).get(name);
    if (wanted) restore(place, wanted);
    place.addEventListener("change", () => {
      const all = new URLSearchParams(location.search);
      all.set(name, written(place));
      try {
        history.replaceState(null, "", `?${all}${location.hash}`);
      } catch {
        // some browsers keep the address of a local file as it is
      }
    });
  }

  const labs = {};
  let count = 0;
  let drawing = false;

  function lab(name, draw) {
    labs[name] = draw;
  }

  function start() {
    for (const place of document.querySelectorAll(".lab[data-lab]")) {
      const draw = labs[place.dataset.lab];
      const source = place.querySelector('script[type="application/json"]');
      if (!draw || !source) continue;
      const data = JSON.parse(source.textContent);
      place.querySelector(".lab-fallback")?.remove();
      place.classList.add("lab-live"); // what stood here without a script is for paper now
      count += 1;
      drawing = true;
      draw(place, data, "lab" + count);
      drawing = false;
      share(place);
    }
  }

  window.courseLabs = { lab, element, svg, head, frame, choices, challenges, minus, drawn, teller };
  document.addEventListener("DOMContentLoaded", start);
})();
