// The motives lab: put a forecaster with a hidden motive into stations and see what can be inferred.
(function () {
  "use strict";
  const { lab, challenges, element, head, drawn, teller } = window.courseLabs;
  const MOVES = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] };
  const ARROWS = { up: "\u2191", down: "\u2193", left: "\u2190", right: "\u2192" };

  const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);
  const entropy = (p) => sum(p.map((q) => (q > 0 ? -q * Math.log2(q) : 0)));
  const percent = (p) => (p > 0 && p < 0.005 ? "< 1%" : p < 1 && p > 0.995 ? "> 99%" : Math.round(100 * p) + "%");

  lab("motives", (place, data, id) => {
    const motives = Object.keys(data.motives);
    let hidden, belief, count, revealed;
    let check = () => {};

    // What an agent with this motive may do, which now and then slips: a chance for each action.
    const chances = (station, motive) => station.actions.map((action) => {
      const best = station.best[motive];
      return data.slip / station.actions.length + (best.includes(action) ? (1 - data.slip) / best.length : 0);
    });
    const table = (station) => motives.map((motive) => chances(station, motive));

    // Expected bits about the motive: entropy of the action, less what slips would leave of it anyway.
    function gain(station) {
      const rows = table(station);
      const mixed = station.actions.map((_, a) => sum(rows.map((row, m) => belief[m] * row[a])));
      return entropy(mixed) - sum(rows.map((row, m) => belief[m] * entropy(row)));
    }

    const where = element("p", { class: "lab-subtitle" }, "The station");
    const grid = element("div", { class: "lab-grid", role: "img" });
    const what = element("p", { class: "lab-why" });
    const rows = motives.map((motive) => {
      const bar = element("span", { class: "lab-motive-bar" });
      const value = element("td");
      const line = element(
        "tr", {},
        element("th", { scope: "row" }, element("b", {}, motive), element("span", {}, data.motives[motive]), bar),
        value
      );
      return { line, bar, value };
    });
    const body = element("tbody", {}, ...rows.map((row) => row.line));
    const verdict = element("p", { class: "lab-why" });
    const tell = teller(place);

    function button(text, act) {
      const made = element("button", { type: "button" }, text);
      made.addEventListener("click", act);
      return made;
    }
    const buttons = data.stations.map((station) => {
      const bits = element("span");
      const made = button(station.name + " ", () => watch(station));
      made.append(bits);
      return { station, bits, made };
    });
    const group = (legend, kind) => element(
      "fieldset", {}, element("legend", {}, legend),
      element("div", { class: "lab-options" }, ...buttons.filter((b) => b.station.kind === kind).map((b) => b.made))
    );
    const reveal = button("Reveal the motive", () => { revealed = true; refresh(); renew.focus(); });
    const renew = button("New agent", begin);

    place.append(
      group("Watch it in training", "training"),
      group("Intervene: put it into another station and watch its first action", "experiment"),
      element("div", { class: "lab-plots" },
        element("div", {}, where, grid, what, verdict, element("div", { class: "lab-options" }, renew, reveal)),
        element("div", {}, element("table", {}, head("it cares about", "probability"), body)))
    );

    // The grid with the agent in it and, once it has acted, an arrow or its report.
    function paint(station, action) {
      const [row, column] = station.start;
      const width = Math.max(...station.rows.map((line) => line.length));
      grid.style.setProperty("--columns", width);
      grid.setAttribute(
        "aria-label",
        `A grid: ${station.rows.join(", ")}. Letters are levers, D is the desk, # is wall. ` +
          `The agent begins in row ${row + 1}, column ${column + 1}.`
      );
      const cells = [];
      station.rows.forEach((line, r) => {
        for (let c = 0; c < width; c += 1) {
          const letter = line[c] || "#";
          const here = r === row && c === column;
          const kind = letter === "#" ? " lab-wall" : letter in data.levers ? " lab-lever" : letter === "D" ? " lab-desk" : "";
          const cell = element("div", { class: "lab-cell" + kind + (here ? " lab-here" : "") });
          const text = letter === "D" ? "desk" : letter in data.levers ? letter : "";
          cell.append(element("span", {}, text));
          if (here) cell.append(element("b", {}, action === null ? "\u25cf" : ARROWS[action] || action.replace("report ", "")));
          cells.push(cell);
        }
      });
      grid.replaceChildren(...cells);
    }

    function told(station, action) {
      if (!(action in MOVES)) return `It reported ${action.replace("report ", "")}.`;
      const [down, right] = MOVES[action];
      const entered = (station.rows[station.start[0] + down] || "")[station.start[1] + right];
      if (entered in data.levers) return `It went ${action} and pulled the lever.`;
      return `It went ${action}${entered === "D" ? ", to the desk" : ""}.`;
    }

    function watch(station) {
      const likely = table(station);
      const action = drawn(likely[hidden]);
      belief = belief.map((p, m) => p * likely[m][action]);
      const total = sum(belief);
      belief = belief.map((p) => p / total);
      count += 1;
      where.textContent = `The station: ${station.name}`;
      what.textContent = `${station.what} ${told(station, station.actions[action])}`;
      paint(station, station.actions[action]);
      refresh();
    }

    function refresh() {
      for (const { station, bits } of buttons) {
        const gained = Math.abs(gain(station)).toFixed(2);
        bits.textContent = `${gained} bits`;
      }
      const top = belief.indexOf(Math.max(...belief));
      rows.forEach(({ line, bar, value }, m) => {
        bar.style.setProperty("--share", belief[m]);
        value.textContent = percent(belief[m]);
        line.classList.toggle("lab-true", revealed && m === hidden);
      });
      reveal.disabled = revealed;
      const times = count === 1 ? "once" : `${count} times`;
      const guess = Math.max(...belief) < 1.5 / motives.length
        ? "Nothing speaks for one motive rather than another."
        : `Most probable: ${motives[top]}, ${percent(belief[top])}.`;
      verdict.textContent =
        (count ? `Watched ${times}; ${entropy(belief).toFixed(2)} of ${Math.log2(motives.length).toFixed(2)} bits are still missing. ${guess}`
          : "Nothing was watched yet. The numbers on the buttons say how much each station is expected to tell.") +
        (revealed ? ` It cares about: ${data.motives[motives[hidden]]}.` : "");
      tell(`${what.textContent} ${verdict.textContent}`);
      check();
    }

    function begin() {
      hidden = Math.floor(Math.random() * motives.length);
      belief = motives.map(() => 1 / motives.length);
      count = 0;
      revealed = false;
      const first = data.stations[0];
      where.textContent = `The station: ${first.name}`;
      what.textContent = `${first.what} The dot is the agent.`;
      paint(first, null);
      refresh();
    }

    check = challenges(place, [
      { text: "Watch it five times and be hardly wiser: at least half of the bits are still missing.",
        done: () => count >= 5 && entropy(belief) >= Math.log2(motives.length) / 2 },
      { text: "One motive above 95% after at most three looks.",
        done: () => count > 0 && count <= 3 && Math.max(...belief) > 0.95 },
    ]);
    begin();
  });
})();
