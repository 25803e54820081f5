// The best-of-n lab: choose how many candidates a judge sees and how heavy the tails of its error are.
(function () {
  "use strict";
  const { lab, element, svg, head, frame, challenges, minus, teller } = window.courseLabs;
  const WIDTH = 300;
  const HEIGHT = 170;
  const PAD = { left: 30, right: 8, top: 8, bottom: 36 };

  const show = (value) => minus(value.toFixed(2));
  const count = (n) => n.toLocaleString("en-US");

  // Axes over the numbers of candidates, doubling, and over `low` to `high`; a cursor to move.
  function axes(ns, low, high, ticks, label) {
    const last = ns.length - 1;
    const { drawing, x: at, y } = frame(WIDTH, HEIGHT, PAD, low, high, ticks, label);
    const x = (index) => at(index / last);
    for (let index = 0; index <= last; index += 4) {
      drawing.append(
        svg("text", { x: x(index), y: HEIGHT - 21, "text-anchor": index === last ? "end" : "middle" }, count(ns[index]))
      );
    }
    drawing.append(svg("text", { x: x(last / 2), y: HEIGHT - 5, "text-anchor": "middle" }, "candidates"));
    const points = (values) => values.map((v, i) => `${x(i).toFixed(1)} ${y(v).toFixed(1)}`);
    const line = (values) => "M" + points(values).join("L");
    const band = (under, over) => "M" + points(over).concat(points(under).reverse()).join("L") + "Z";
    return { drawing, x, y, line, band };
  }

  lab("bon", (place, data, id) => {
    const last = data.ns.length - 1;
    const plain = data.tails[0];
    const highest = Math.max(...data.tails.flatMap((tail) => tail.gold));
    const quality = axes(
      data.ns, -0.2, Math.ceil(highest), [0, 1, 2].filter((t) => t <= highest),
      "Quality of the favorite against the number of candidates"
    );
    const ghost = svg("path", { class: "curve lab-bon-ghost", d: quality.line(plain.gold) });
    const spread = svg("path", { class: "lab-bon-spread" });
    const curve = svg("path", { class: "curve lab-bon-quality" });
    const dot = svg("circle", { class: "lab-bon-dot", r: 4.5 });
    const cursor = svg("line", { class: "cursor", y1: PAD.top, y2: HEIGHT - PAD.bottom });
    quality.drawing.append(spread, ghost, curve, cursor, dot);

    const score = element("div");
    const slider = (key, text, most, value) => {
      const input = element("input", {
        type: "range", id: `${id}-${key}`, min: 0, max: most, step: 1, value: value,
      });
      const label = element("label", { for: `${id}-${key}` });
      input.addEventListener("input", update);
      return { input, label, say: (said) => {
        label.textContent = `${text}: ${said}`;
        input.setAttribute("aria-valuetext", said);
      } };
    };
    const many = slider("many", "Candidates that the judge sees", last, 3);
    const heavy = slider("heavy", "Tails of its error", data.tails.length - 1, Math.min(4, data.tails.length - 1));
    const body = element("tbody");
    const tell = teller(place);
    const verdict = element("p", { class: "lab-why" });
    place.append(
      element("div", { class: "lab-plots" },
        element("div", {}, element("p", { class: "lab-subtitle" }, "Its quality; thin line: normal error"), quality.drawing),
        element("div", {}, element("p", { class: "lab-subtitle" }, "What its score is made of"), score)),
      many.label, many.input, heavy.label, heavy.input, element("table", {}, head("the judge's favorite", "mean"), body), verdict
    );

    const check = challenges(place, [
      {
        text: "With the heaviest tails: the number of candidates among which the favorite is best.",
        done: (index, tail) => tail === data.tails[data.tails.length - 1] &&
          tail.gold[index] === Math.max(...tail.gold),
      },
      {
        text: "A judge and a number of candidates where nine tenths of the favorite's score are error.",
        done: (index, tail) => tail.gold[index] < 0.1 * tail.score[index],
      },
    ]);

    function update() {
      const index = Number(many.input.value);
      const tail = data.tails[Number(heavy.input.value)];
      many.say(count(data.ns[index]));
      heavy.say(tail.name);

      curve.setAttribute("d", quality.line(tail.gold));
      spread.setAttribute("d", quality.band(tail.low, tail.high));
      for (const end of ["x1", "x2"]) cursor.setAttribute(end, quality.x(index));
      dot.setAttribute("cx", quality.x(index));
      dot.setAttribute("cy", quality.y(tail.gold[index]));

      const top = Math.max(...tail.score);
      const step = [1, 2, 5, 10, 20, 50].find((size) => top / size <= 5) || 100;
      const ticks = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
      const parts = axes(data.ns, 0, top * 1.02, ticks, "Score of the favorite, as quality and error");
      const nothing = tail.gold.map(() => 0);
      const good = tail.gold.map((v) => Math.max(v, 0));
      const here = svg("line", {
        class: "cursor", x1: parts.x(index), x2: parts.x(index), y1: PAD.top, y2: HEIGHT - PAD.bottom,
      });
      parts.drawing.append(
        svg("path", { class: "lab-bon-error", d: parts.band(good, tail.score) }),
        svg("path", { class: "lab-bon-good", d: parts.band(nothing, good) }),
        here
      );
      score.replaceChildren(parts.drawing);

      const row = (style, name, value) => element(
        "tr", {},
        element("th", { scope: "row" }, element("span", { class: "swatch " + style }), name),
        element("td", {}, show(value))
      );
      body.replaceChildren(
        row("lab-bon-good", "quality", tail.gold[index]),
        row("lab-bon-error", "error", tail.score[index] - tail.gold[index]),
        row("lab-bon-sum", "score, which is their sum", tail.score[index])
      );
      const best = tail.gold.indexOf(Math.max(...tail.gold));
      const peak = count(data.ns[best]);
      if (best === last) {
        verdict.textContent = `With this judge quality still rises at ${peak} candidates.`;
      } else if (index > best) {
        verdict.textContent = `With this judge quality is highest at ${peak} candidates. You are past that, and the score still rises.`;
      } else {
        verdict.textContent = `With this judge quality rises up to ${peak} candidates, and falls from there on.`;
      }
      tell(`The favorite: quality ${show(tail.gold[index])}, error ${show(tail.score[index] - tail.gold[index])}. ${verdict.textContent}`);
      check(index, tail);
    }

    update();
  });
})();
