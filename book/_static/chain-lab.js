// The chain lab: which stations of a grader an attack turns, and which walls stop it.
(function () {
  "use strict";
  const { lab, element, choices, challenges, teller } = window.courseLabs;
  const MEANING = {
    event: "the learner can do it",
    answer: "right values are sent",
    judge: "they are counted as right",
    register: "the score is full",
    gradebook: "the grade is full",
  };

  const OPPOSITE = {
    event: "the learner cannot do it",
    answer: "other values are sent",
    judge: "they are counted as wrong",
    register: "the score is zero",
    gradebook: "the grade is zero",
  };

  const list = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

  lab("chain", (place, data, id) => {
    const bits = data.walls.map((_, i) => 1 << i);
    const everything = bits.reduce((all, bit) => all | bit, 0);
    const standing = (names) => data.walls.reduce((mask, name, i) => mask | (names.includes(name) ? bits[i] : 0), 0);
    let walls = standing(data.designs[0][1]);
    let chosen = data.attacks[0].name;

    const boxes = element("div", { class: "lab-options" });
    const inputs = data.walls.map((name, i) => {
      const input = element("input", { type: "checkbox", value: name });
      input.checked = Boolean(walls & bits[i]);
      input.addEventListener("change", () => {
        walls = input.checked ? walls | bits[i] : walls & ~bits[i];
        update();
      });
      boxes.append(element("label", {}, input, name));
      return input;
    });
    const pressed = [];
    const presets = element("div", { class: "lab-options" }, ...data.designs.map(([name, names]) => {
      const button = element("button", { type: "button" }, name);
      pressed.push([button, standing(names)]);
      button.addEventListener("click", () => {
        walls = standing(names);
        inputs.forEach((input, i) => { input.checked = Boolean(walls & bits[i]); });
        update();
      });
      return button;
    }));

    const picker = choices(
      "What the learner does", id + "-attack",
      data.attacks.map((attack) => [attack.name, attack.name]), chosen,
      (name) => { chosen = name; update(); }
    );
    const marks = [...picker.querySelectorAll("label")].map((label) => {
      const mark = element("span", { class: "lab-mark" });
      label.append(mark);
      return mark;
    });

    const chain = element("ol", { class: "lab-chain" });
    const verdict = element("p", { class: "lab-why" });
    const tell = teller(place);
    const count = element("p", { class: "lab-why lab-count" });
    place.append(
      picker,
      element("fieldset", {}, element("legend", {}, "A design of the figure"), presets),
      element("fieldset", {}, element("legend", {}, "Walls that stand"), boxes),
      chain, verdict, count
    );

    // The smallest sets of missing walls that would close an attack.
    function remedies(attack) {
      const missing = [];
      for (let added = 1; added <= everything; added += 1) {
        if (!(added & walls) && !attack.open[walls | added]) missing.push(added);
      }
      return missing.filter((set) => !missing.some((other) => other !== set && (other & set) === other));
    }

    const named = (set) => data.walls.filter((_, i) => set & bits[i]);

    function explain(attack) {
      if (attack.first === 0) return "Nothing is cut. Every station reads 1 because the one before it does.";
      if (attack.open[walls]) {
        const ways = remedies(attack);
        const cut = attack.bent
          ? "It works, and no link is cut: the judge listens, and asks for too little."
          : `It works: ${data.stations[attack.first]} no longer depends on ${data.stations[attack.first - 1]}.`;
        return cut + (ways.length
          ? ` What would stop it: ${ways.map((set) => named(set).join(" together with ")).join(", or ")}.`
          : " No wall stops it. Every station after the first reads what it should.");
      }
      const alone = data.walls.filter((_, i) => walls & bits[i] && attack.open[walls & ~bits[i]]);
      return alone.length
        ? `Stopped. Take away ${alone.join(" or ")}, and it works again.`
        : "Stopped by more than one wall: take any single one away, and it is still stopped.";
    }

    const harm = (mask) => data.attacks.filter((each) => each.first > 0 && each.open[mask]).length;
    const size = (mask) => bits.filter((bit) => mask & bit).length;
    const masks = Array.from({ length: everything + 1 }, (_, mask) => mask);
    const least = Math.min(...masks.map(harm));
    const fewest = Math.min(...masks.filter((mask) => harm(mask) === least).map(size));
    const check = challenges(place, [
      {
        text: "As few walls as possible that stop all attacks which walls can stop.",
        done: () => harm(walls) === least && size(walls) === fewest,
      },
      {
        text: "An attack and a set of walls to which only three more walls, all together, would be an answer.",
        done: (attack) => attack.first > 0 && attack.open[walls] && remedies(attack).length > 0 &&
          remedies(attack).every((set) => size(set) >= 3),
      },
    ]);

    function update() {
      const attack = data.attacks.find((each) => each.name === chosen);
      const open = Boolean(attack.open[walls]);
      chain.replaceChildren(...data.stations.map((station, at) => {
        const reads = open && at >= attack.first ? 1 : 0;
        const item = element("li", { class: reads ? "lab-on" : "" });
        if (at > 0) {
          const broken = open && at === attack.first;
          const link = element("span", { class: "lab-link" + (broken ? " lab-broken" : ""), "aria-hidden": "true" },
            broken ? (attack.bent ? "\u2933" : "\u2702") : "\u2192");
          item.append(link);
          if (broken) item.append(element("span", { class: "lab-hidden" }, attack.bent ? "asks for too little: " : "link cut: "));
        }
        item.append(element("div", {},
          element("span", {}, station), element("b", {}, String(reads)), element("small", {}, (reads ? MEANING : OPPOSITE)[station])));
        return item;
      }));
      verdict.textContent = `${attack.how} ${explain(attack)}`;
      const attacks = data.attacks.filter((each) => each.first > 0);
      const working = attacks.filter((each) => each.open[walls]);
      count.textContent = `With these walls ${working.length} of ${attacks.length} attacks work` +
        (working.length ? `: ${list(working.map((each) => each.name))}.` : ".");
      data.attacks.forEach((each, i) => {
        marks[i].textContent = each.first === 0 ? "" : each.open[walls] ? " works" : " stopped";
      });
      for (const [button, mask] of pressed) button.setAttribute("aria-pressed", String(mask === walls));
      tell(`${verdict.textContent} ${count.textContent}`);
      check(attack);
    }

    update();
  });
})();
