// The scoring lab: what a forecaster should report, rule by rule, as the truth moves.
(function () {
  "use strict";
  const { lab, element, svg, head, frame, challenges, teller } = window.courseLabs;
  const SIDE = 260;
  const PAD = { left: 32, right: 8, top: 8, bottom: 34 };

  // A square with both axes from 0 to 1 or to `top`; returns its drawing and its scales.
  function square(label, across, top, ticks) {
    const { drawing, x, y } = frame(SIDE, SIDE, PAD, 0, top, ticks, label);
    for (const tick of [0, 0.5, 1]) {
      drawing.append(svg("text", { x: x(tick), y: y(0) + 14, "text-anchor": "middle" }, String(tick)));
    }
    drawing.append(svg("text", { x: x(0.5), y: SIDE - 4, "text-anchor": "middle" }, across));
    return { drawing, x, y, top };
  }

  function path(plot, across, values) {
    let d = "";
    let pen = false;
    values.forEach((value, index) => {
      if (value > plot.top * 1.001) {
        pen = false;
        return;
      }
      d += `${pen ? "L" : "M"}${plot.x(across[index]).toFixed(1)} ${plot.y(value).toFixed(1)}`;
      pen = true;
    });
    return d;
  }

  const amount = (value) => (value < 0.0005 ? "0" : value.toFixed(3));

  lab("scoring", (place, data, id) => {
    const names = Object.keys(data.rules);
    const shown = new Set(data.shown);
    let index = data.truths.indexOf(data.start);

    const boxes = element("div", { class: "lab-options" });
    names.forEach((name, at) => {
      const input = element("input", { type: "checkbox", value: name });
      input.checked = shown.has(name);
      input.addEventListener("change", () => {
        if (input.checked) shown.add(name);
        else shown.delete(name);
        update();
      });
      boxes.append(element("label", { class: "lab-rule-" + at }, input, name));
    });
    const slider = element("input", {
      type: "range", id: id + "-truth", min: 0, max: data.truths.length - 1, step: 1, value: index,
    });
    const label = element("label", { for: id + "-truth" });
    const cost = square(
      "What each report costs on average, above the cheapest report", "report", data.top,
      [0, data.top / 2, data.top]
    );
    const best = square("The cheapest report for every probability", "true probability", 1, [0, 0.5, 1]);
    const layers = [cost, best].map((plot) => {
      const layer = svg("g", {});
      plot.drawing.append(layer);
      return layer;
    });
    const body = element("tbody");
    const tell = teller(place);
    place.append(
      element("fieldset", {}, element("legend", {}, "Rules"), boxes),
      label, slider,
      element("div", { class: "lab-plots" },
        element("div", {}, element("p", { class: "lab-subtitle" }, "Cost above the minimum, against the report"), cost.drawing),
        element("div", {}, element("p", { class: "lab-subtitle" }, "Cheapest report, against the truth"), best.drawing)),
      element("table", {}, head("rule", "cheapest report", "an honest report costs"), body)
    );

    const off = (name) => Math.abs(data.rules[name].best[index] - data.truths[index]);
    const check = challenges(place, [
      {
        text: "A rule that pays for a report which is wrong by 0.2 or more.",
        done: () => [...shown].some((name) => off(name) >= 0.2),
      },
      {
        text: "A probability at which a rule that is not proper asks for the honest report all the same.",
        done: () => [...shown].some((name) => off(name) < 0.006 && data.rules[name].best.some((report, at) => Math.abs(report - data.truths[at]) > 0.02)),
      },
    ]);

    // Penalties are kept for both outcomes; their expectation is a mixture of the two.
    function costs(rule, truth) {
      const mean = rule.happens.map((penalty, at) => truth * penalty + (1 - truth) * rule.not[at]);
      const least = Math.min(...mean);
      return mean.map((penalty) => penalty - least);
    }

    function update() {
      const truth = data.truths[index];
      const percent = `${Math.round(truth * 100)}%`;
      label.textContent = `The event happens with a probability of ${percent}`;
      slider.setAttribute("aria-valuetext", percent);
      const reports = [...shown].map((name) => `${name} ${data.rules[name].best[index].toFixed(2)}`);
      tell(`Cheapest report at ${percent}: ${reports.join(", ") || "no rule is chosen"}.`);
      const cursor = (plot) => svg("line", {
        class: "cursor", x1: plot.x(truth), x2: plot.x(truth), y1: plot.y(0), y2: plot.y(plot.top),
      });
      layers[0].replaceChildren(cursor(cost));
      layers[1].replaceChildren(cursor(best));
      body.replaceChildren();
      names.forEach((name, at) => {
        if (!shown.has(name)) return;
        const rule = data.rules[name];
        const above = costs(rule, truth);
        const report = rule.best[index];
        const look = "lab-rule-" + at;
        layers[0].append(
          svg("path", { class: "curve " + look, d: path(cost, data.reports, above) }),
          svg("circle", { class: look, cx: cost.x(report), cy: cost.y(0), r: 5 })
        );
        layers[1].append(
          svg("path", { class: "curve " + look, d: path(best, data.truths, rule.best) }),
          svg("circle", { class: look, cx: best.x(truth), cy: best.y(report), r: 5 })
        );
        const honest = above[data.reports.indexOf(truth)];
        body.append(element(
          "tr", {},
          element("th", { scope: "row" }, element("span", { class: "swatch " + look }), name),
          element("td", { class: honest >= 0.0005 ? "bad" : "" }, report.toFixed(2)),
          element("td", { class: honest >= 0.0005 ? "bad" : "" }, amount(honest))
        ));
      });
      check();
    }

    slider.addEventListener("input", () => {
      index = Number(slider.value);
      update();
    });
    update();
  });
})();
