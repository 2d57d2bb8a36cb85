/** Charts: pie, bar, line and area, with their figures in a table below. */

import { h } from "../frame/dom.js";

const SPACE = "http://www.w3.org/2000/svg";
const COLOURS = ["#0d6e6e", "#c2703d", "#3c5a9a", "#8a4b9e", "#5d7a2c", "#a3323f"];
const WIDTH = 560;
const HEIGHT = 240;
const FOOT = 28;

function svg(tag, props, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children.flat());
  return node;
}

const label = (x, y, text, anchor = "middle") =>
  svg("text", { x, y, class: "chart-label", "text-anchor": anchor }, text);

function slices(segments) {
  const total = segments.reduce((sum, one) => sum + Math.max(0, one.value), 0) || 1;
  const around = 2 * Math.PI * 60;
  let before = 0;
  return segments.map((one, at) => {
    const long = (Math.max(0, one.value) / total) * around;
    const drawn = svg("circle", {
      cx: WIDTH / 2,
      cy: HEIGHT / 2,
      r: 60,
      fill: "none",
      stroke: COLOURS[at % COLOURS.length],
      "stroke-width": 60,
      "stroke-dasharray": `${long} ${around - long}`,
      "stroke-dashoffset": -before,
    });
    before += long;
    return drawn;
  });
}

/** How far up a value is, between the least and the greatest that is drawn. */
function scale(series) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const tall = HEIGHT - FOOT - 12;
  return (value) => 8 + tall - ((value - least) / (most - least || 1)) * tall;
}

function bars(series, categories) {
  const up = scale(series);
  const wide = WIDTH / categories.length;
  const each = (wide * 0.7) / series.length;
  return series.flatMap((one, at) =>
    one.data.map((point, column) =>
      svg("rect", {
        x: column * wide + wide * 0.15 + at * each,
        y: Math.min(up(0), up(point.value)),
        width: each,
        height: Math.abs(up(0) - up(point.value)),
        fill: COLOURS[at % COLOURS.length],
      }),
    ),
  );
}

function lines(series, categories, filled) {
  const up = scale(series);
  const wide = WIDTH / categories.length;
  return series.map((one, at) => {
    const points = one.data.map((point, n) => [wide * (n + 0.5), up(point.value)]);
    const ends = filled
      ? [[points.at(-1)[0], up(0)], [points[0][0], up(0)]]
      : [];
    return svg(filled ? "polygon" : "polyline", {
      points: [...points, ...ends].map((one) => one.join(",")).join(" "),
      fill: filled ? COLOURS[at % COLOURS.length] : "none",
      "fill-opacity": 0.35,
      stroke: COLOURS[at % COLOURS.length],
      "stroke-width": 2,
    });
  });
}

function overAxes({ type, series, axis_config: axes }) {
  const wide = WIDTH / axes.categories.length;
  const drawn =
    type === "bar"
      ? bars(series, axes.categories)
      : lines(series, axes.categories, type === "area");
  return [...drawn, ...axes.categories.map((one, n) => label(wide * (n + 0.5), HEIGHT - 8, one))];
}

function figures(title, names, rows) {
  const row = ([name, ...values]) =>
    h("tr", {}, h("th", { scope: "row" }, name), values.map((one) => h("td", {}, String(one))));
  return h(
    "details",
    {},
    h("summary", {}, "Figures"),
    h(
      "div",
      { class: "table-scroll", tabindex: "0", role: "group", "aria-label": `Figures: ${title}` },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["", ...names].map((one) => h("td", {}, one)))),
        h("tbody", {}, rows.map(row)),
      ),
    ),
  );
}

function legend(names) {
  const one = (name, at) =>
    h(
      "span",
      {},
      h("span", {
        class: "swatch",
        "aria-hidden": "true",
        css: { background: COLOURS[at % COLOURS.length], display: "inline-block" },
      }),
      ` ${name}`,
    );
  return h("div", { class: "chart-legend" }, names.map(one));
}

/** One chart as a figure: the picture, what its colours are, and its figures as a table. */
export function chart(block) {
  const { title, chart: drawn } = block;
  const pie = drawn.type === "pie";
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}, ${drawn.type} chart` },
    pie ? slices(drawn.segments) : overAxes(drawn),
  );
  const names = pie ? drawn.segments.map((one) => one.label) : drawn.series.map((one) => one.name);
  const rows = pie
    ? drawn.segments.map((one) => [one.label, one.value])
    : drawn.axis_config.categories.map((one, n) => [one, ...drawn.series.map((s) => s.data[n].value)]);
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, title),
    picture,
    legend(names),
    figures(title, pie ? ["Value"] : names, rows),
  );
}
