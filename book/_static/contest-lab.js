// The contest lab: follow a piece of advice, forecast a trained network's next token, pay in nats.
(function () {
  "use strict";
  const { lab, element, svg, head, choices, challenges, drawn, teller } = window.courseLabs;
  const WIDTH = 320;
  const HEIGHT = 150;
  const PAD = { left: 26, right: 4, top: 8, bottom: 32 };
  const OWN = "own";
  const PERFECT = "perfect";

  const cost = (forecast, token) => -Math.log(forecast[token]);
  const percent = (p) => (p < 0.005 ? "under 1%" : Math.round(100 * p) + "%");

  lab("contest", (place, data, id) => {
    const k = data.tokens;
    const pools = { any: [], met: [], never: [] };
    data.met.forEach((met, context) => {
      pools.any.push(context);
      pools[met ? "met" : "never"].push(context);
    });
    let pool = "any";
    let advice = data.start;
    let favorite = 0;
    let context, said, totals, rounds;
    let check = () => {};

    function forecast(name) {
      if (name === PERFECT) return data.network[context];
      if (name !== OWN) return data.entries[name][context];
      const sure = Number(confidence.value) / 100;
      return Array.from({ length: k }, (_, token) => (token === favorite ? sure : (1 - sure) / (k - 1)));
    }

    const where = element("p", { class: "lab-subtitle" });
    const plot = element("div", {});
    const verdict = element("p", { class: "lab-why" });
    const told = teller(place);
    const conclude = (text) => {
      verdict.textContent = text;
      told(text);
    };
    const step = element("button", { type: "button" });
    const many = element("button", { type: "button" }, "Play 100 rounds");
    const again = element("button", { type: "button" }, "Start over");
    const confidence = element("input", { type: "range", id: id + "-sure", min: 13, max: 99, step: 1, value: 60 });
    const sureLabel = element("label", { for: id + "-sure" });
    const own = element("div", {},
      choices("Your token", id + "-token",
        Array.from({ length: k }, (_, token) => [String(token), String(token)]), "0",
        (token) => { favorite = Number(token); refresh(); }),
      sureLabel, confidence);

    const names = [...Object.keys(data.entries), PERFECT];
    const titles = { [PERFECT]: "whoever knows the network's own probabilities", you: "you" };
    const cells = {};
    const body = element("tbody", {}, ...["you", ...names].map((name) => {
      const now = element("td");
      const mean = element("td");
      const line = element("tr", {}, element("th", { scope: "row" }, titles[name] || name), now, mean);
      cells[name] = { now, mean, line };
      return line;
    }));

    place.append(
      choices("Contexts", id + "-pool", [["any", "any"], ["met", "met in the text"], ["never", "never met"]], pool,
        (key) => { pool = key; restart(); }),
      choices("The advice that you follow", id + "-advice",
        [...Object.keys(data.entries).map((name) => [name, name]), [OWN, "none: my own forecast"]], advice,
        (key) => { advice = key; refresh(); }),
      own,
      element("div", { class: "lab-plots" },
        element("div", {}, where, plot),
        element("div", {}, verdict, element("div", { class: "lab-options" }, step, many, again))),
      element("table", {}, head("advice", "this round, nats", "mean, nats"), body)
    );

    function paint() {
      const mine = forecast(advice);
      const theirs = said === null ? null : data.network[context];
      const x = (token, shift) => PAD.left + ((token + shift) / k) * (WIDTH - PAD.left - PAD.right);
      const y = (p) => HEIGHT - PAD.bottom - p * (HEIGHT - PAD.top - PAD.bottom);
      const told = mine.map((p, token) => `${token}: ${percent(p)}` + (theirs ? `, network ${percent(theirs[token])}` : "")).join("; ");
      const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Probability of each next token. ${told}.` });
      for (const tick of [0, 0.5, 1]) {
        drawing.append(
          svg("line", { class: "axis", x1: PAD.left, x2: WIDTH - PAD.right, y1: y(tick), y2: y(tick) }),
          svg("text", { x: PAD.left - 4, y: y(tick) + 4, "text-anchor": "end" }, String(tick))
        );
      }
      const bar = (style, p, token, shift) => svg("rect", {
        class: style, x: x(token, shift), y: y(p), width: x(0.34, 0) - x(0, 0), height: Math.max(0.5, y(0) - y(p)),
      });
      mine.forEach((p, token) => {
        drawing.append(bar("lab-contest-mine", p, token, 0.14));
        if (theirs) drawing.append(bar("lab-contest-network", theirs[token], token, 0.52));
        drawing.append(svg("text", { x: x(token, 0.5), y: HEIGHT - 18, "text-anchor": "middle",
          class: token === said ? "lab-contest-said" : "" }, String(token)));
      });
      drawing.append(svg("text", { x: x(k / 2, 0), y: HEIGHT - 3, "text-anchor": "middle" }, "next token"));
      plot.replaceChildren(drawing);
    }

    function refresh() {
      own.hidden = advice !== OWN;
      const sure = `${confidence.value}%`;
      sureLabel.textContent = `Its probability: ${sure}; the other tokens share the rest`;
      confidence.setAttribute("aria-valuetext", sure);
      const met = data.met[context] ? "which the text holds" : "which the text never holds";
      where.textContent = `After ${Math.floor(context / k)}, ${context % k}, ${met}`;
      step.textContent = said === null ? "Let the network answer" : "Next context";
      paint();
      for (const name of ["you", ...names]) {
        cells[name].mean.textContent = rounds ? (totals[name] / rounds).toFixed(2) : "\u2013";
        if (said === null) cells[name].now.textContent = "\u2013";
      }
      if (said !== null) {
        conclude(`It said ${said}, and that round is paid. Blue: what you would now have forecast.`);
      } else if (rounds) {
        conclude(`${where.textContent}. ${rounds} ${rounds === 1 ? "round" : "rounds"} so far.`);
      } else {
        conclude("Blue is the forecast. The network has not answered yet.");
      }
    }

    function play() {
      said = drawn(data.network[context]);
      rounds += 1;
      const paid = { you: cost(forecast(advice), said) };
      for (const name of names) paid[name] = cost(forecast(name), said);
      for (const name of Object.keys(paid)) {
        totals[name] += paid[name];
        cells[name].now.textContent = paid[name].toFixed(2);
      }
      return paid.you;
    }

    const next = () => {
      context = pools[pool][Math.floor(Math.random() * pools[pool].length)];
      said = null;
    };

    step.addEventListener("click", () => {
      if (said !== null) {
        next();
        refresh();
        return;
      }
      const paid = play();
      const given = forecast(advice)[said];
      refresh();
      conclude(`It says ${said}. Your forecast gave that ${percent(given)} and pays ${paid.toFixed(2)} nats. The second bars: what the network held probable.`);
    });
    many.addEventListener("click", () => {
      for (let round = 0; round < 100; round += 1) {
        next();
        play();
      }
      refresh();
      conclude(`${rounds} rounds. You paid ${(totals.you / rounds).toFixed(2)} nats on average, of which ${(totals[PERFECT] / rounds).toFixed(2)} were unavoidable.`);
      check();
    });
    again.addEventListener("click", restart);
    confidence.addEventListener("input", refresh);

    function restart() {
      rounds = 0;
      totals = Object.fromEntries(["you", ...names].map((name) => [name, 0]));
      next();
      refresh();
    }

    check = challenges(place, [
      {
        text: "Over at least 100 rounds in contexts that the text never holds, no listed advice pays less than you.",
        done: () => pool === "never" && rounds >= 100 && names.every((name) => name === PERFECT || totals.you <= totals[name] + 1e-9),
      },
      {
        text: "The same in contexts that the text holds. Is it the same advice?",
        done: () => pool === "met" && rounds >= 100 && names.every((name) => name === PERFECT || totals.you <= totals[name] + 1e-9),
      },
    ]);
    restart();
  });
})();
