// The anatomy of one training step: the page's own list of stages, gone through one at a time or all at once.
(function () {
  "use strict";
  const { lab, element, choices, challenges } = window.courseLabs;

  lab("anatomy", (place, data, id) => {
    const list = place.querySelector("ol.anatomy");
    const stages = [...list.children];
    const last = stages.length - 1;
    let at = 0;
    let all = false;
    let overwritten = false;
    let check = () => {};

    const parts = element("p", { class: "anatomy-parts" });
    const lights = Object.entries(data.parts).filter(([part]) => part !== "none").map(([part, name]) => {
      const light = element("span", { class: `anatomy-part anatomy-${part}` }, name);
      light.dataset.part = part;
      return light;
    });
    parts.append(...lights);
    const said = element("p", { class: "lab-hidden", role: "status" });
    const stored = [".drawn-large", ".drawn-bytes"].map((name) => stages[data.register].querySelector(name));
    const unchanged = stages.map((stage, index) => {
      const note = element("p", { class: "anatomy-same", hidden: "" });
      note.textContent = index === data.register
        ? `Overwritten: it reads ${data.values[1].toFixed(3)} instead of ${data.values[0].toFixed(3)}.`
        : "With the register overwritten: nothing here is different.";
      stage.append(note);
      return note;
    });

    const back = element("button", { type: "button" }, "Back");
    const next = element("button", { type: "button" }, "Next");
    const box = (text, act) => {
      const input = element("input", { type: "checkbox" });
      input.addEventListener("change", () => act(input.checked));
      return element("label", {}, input, text);
    };
    const stage = choices(
      "Stage", `${id}-stage`,
      data.stages.map(([, title], index) => [
        String(index), element("span", {}, `${index + 1}`, element("span", { class: "anatomy-title" }, ` ${title}`)),
      ]), "0",
      (key) => go(Number(key))
    );
    const moves = element("div", { class: "anatomy-moves" }, back, next);
    const boxes = element("div", { class: "lab-options" },
      box("All stages, to scroll through", (on) => { all = on; show(); }),
      box("Overwrite the register with three times its number", (on) => { overwritten = on; show(); }));
    place.insertBefore(element("div", {}, stage, boxes, moves, parts, said), list.parentElement);

    function go(to) {
      at = Math.min(Math.max(to, 0), last);
      stage.querySelectorAll("input")[at].checked = true;
      show();
    }
    // A press of a button is a choice like another; the address follows it.
    function press(to) {
      go(to);
      stage.querySelectorAll("input")[at].dispatchEvent(new Event("change", { bubbles: true }));
    }
    back.addEventListener("click", () => press(at - 1));
    next.addEventListener("click", () => press(at + 1));

    function show() {
      stages.forEach((each, index) => { each.hidden = !all && index !== at; });
      moves.hidden = all;
      // Not disabled: a button that is focused must not lose the focus at the end of the way.
      back.setAttribute("aria-disabled", String(at === 0));
      next.setAttribute("aria-disabled", String(at === last));
      const [part, title] = data.stages[at];
      for (const light of lights) light.classList.toggle("anatomy-here", all || light.dataset.part === part);
      stored[0].textContent = data.values[Number(overwritten)].toFixed(3);
      stored[1].textContent = data.bytes[Number(overwritten)];
      for (const note of unchanged) note.hidden = !overwritten;
      said.textContent = all ? `All ${last + 1} stages` : `Stage ${at + 1} of ${last + 1}: ${title}, ${data.parts[part]}`;
      check({ at, all, overwritten });
    }

    show();
    check = challenges(place, [
      {
        text: "Overwrite the register, and find the one stage that shows another number.",
        done: (now) => now.overwritten && !now.all && now.at === data.register,
      },
      {
        text: "The only stage with digits that were not in the batch.",
        done: (now) => !now.all && now.at === last,
      },
    ]);
  });
})();
