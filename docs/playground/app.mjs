// The playground: a text area, what the library finds in it, and how it was read.
// A text of the reader's goes into the page as text only (textContent, never innerHTML), and into no request.
import { STRINGS } from "./strings.mjs";

const LIMIT = 500_000; // characters; beyond it a phone would work for a minute
const ROWS = 200; // lines of the table shown at first
const GROUPS = {
  money: "money", area: "area", count: "count", percent: "percent", rate: "rate",
  date: "time", time: "time", duration: "time", number: "number", ordinal: "number",
};
const chinese = document.documentElement.lang.startsWith("zh");
const t = STRINGS[chinese ? "zh" : "en"];
const terms = { kinds: {}, rules: {} }; // names of kinds and rules; in English the library's own

/** An element with properties, attributes (names with a dash, `role`, `for`) and children (nodes or strings). */
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else if (value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const button = (label, onclick, className = "") => el("button", { type: "button", className: `jp-button ${className}`, onclick }, label);
const group = (kind) => GROUPS[kind] ?? "measure";
const kindName = (kind) => terms.kinds[kind] ?? kind.replaceAll("_", " ");
const fullText = (mention) => (mention.resolved ? mention.canonical : `${mention.canonical} (${t.unresolved})`);

class Playground {
  constructor(root, examples) {
    this.examples = examples;
    this.id = 0;
    this.asked = null; // what the worker has in hand
    this.waiting = false; // whether the text changed since
    this.answer = null;
    this.selected = 0;
    this.build(root);
    this.start();
    this.use(examples[0]);
  }

  build(root) {
    this.text = el("textarea", {
      id: "jp-text", rows: 14, spellcheck: false, placeholder: t.placeholder, oninput: () => this.changed(250),
    });
    this.reference = el("input", { id: "jp-reference", type: "date", title: t.referenceHelp, oninput: () => this.changed(0) });
    this.reference.setAttribute("aria-describedby", "jp-reference-help");
    this.status = el("p", { className: "jp-status", role: "status" });
    this.progress = el("progress", { className: "jp-progress" });
    this.progress.setAttribute("aria-label", t.stages.runtime);
    this.view = el("div", { className: "jp-view", onkeydown: (event) => this.move(event) });
    this.legend = el("ul", { className: "jp-legend" });
    this.detail = el("section", { className: "jp-detail", hidden: true });
    this.detail.setAttribute("aria-live", "polite");
    this.detail.setAttribute("aria-label", t.explain);
    this.table = el("div", { className: "jp-table" });
    this.actions = el(
      "div", { className: "jp-actions", hidden: true },
      button(t.copyJson, () => this.copy("json")),
      button(t.copyCsv, () => this.copy("csv")),
      button(t.saveJson, () => this.save("json")),
      button(t.saveCsv, () => this.save("csv")),
    );
    this.said = el("span", { className: "jp-said", role: "status" });
    this.actions.append(this.said);

    root.replaceChildren(
      el(
        "div", { className: "jp-bar" },
        el("label", { htmlFor: "jp-reference" }, t.reference),
        this.reference,
        button(t.today, () => this.setReference(today())),
        el("span", { className: "jp-space" }),
        this.exampleList(),
        button(t.clear, () => this.use({ text: "", reference: this.reference.value })),
      ),
      el("p", { id: "jp-reference-help", className: "jp-help" }, t.referenceHelp),
      el(
        "div", { className: "jp-panes" },
        el("div", { className: "jp-pane" }, el("label", { htmlFor: "jp-text", className: "jp-head" }, t.text), this.text),
        el("div", { className: "jp-pane" }, el("p", { className: "jp-head", id: "jp-found" }, t.found), this.view),
      ),
      this.legend,
      this.status,
      this.progress,
      this.detail,
      this.actions,
      this.table,
    );
    this.view.setAttribute("role", "group");
    this.view.setAttribute("aria-labelledby", "jp-found");
  }

  exampleList() {
    const list = el("select", { className: "jp-button", onchange: () => {
      if (list.value !== "") this.use(this.examples[Number(list.value)]);
      list.value = "";
    } });
    list.setAttribute("aria-label", t.examples);
    list.append(el("option", { value: "" }, t.examples), ...this.examples.map((item, index) => el("option", { value: String(index) }, item.title)));
    return list;
  }

  start() {
    this.running = false;
    this.progress.hidden = false;
    this.say(t.loading);
    this.worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this[data.type](data);
    this.worker.onerror = (event) => this.failed({ message: event.message ?? "" });
  }

  // What the worker says.

  stage({ stage }) {
    this.progress.setAttribute("aria-label", t.stages[stage]);
    if (stage !== "runtime") this.say(t.stages[stage]);
  }

  ready({ version }) {
    this.running = true;
    this.progress.hidden = true;
    this.say(t.ready(version));
  }

  failed({ message }) {
    this.worker.terminate();
    this.progress.hidden = true;
    this.say(t.failed, message, t.failedHelp);
    this.status.append(button(t.retry, () => { this.asked = null; this.start(); this.changed(0); }));
  }

  found({ id, answer, ms }) {
    const { text } = this.asked;
    this.asked = null;
    if (this.waiting) return this.ask();
    if (id !== this.id) return;
    this.answer = { ...answer, chars: Array.from(text) };
    this.selected = 0;
    this.say(t.counted(answer.mentions.length, this.answer.chars.length, Math.max(1, Math.round(ms))));
    this.show();
  }

  error({ message }) {
    this.asked = null;
    if (this.waiting) return this.ask();
    this.forget();
    this.say(t.readingFailed, message);
  }

  // What the reader does.

  use({ text, reference }) {
    this.text.value = text;
    this.text.scrollTop = 0;
    this.setReference(reference);
    if (!text) this.text.focus();
  }

  setReference(day) {
    this.reference.value = day;
    this.changed(0);
  }

  changed(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), delay);
  }

  ask() {
    this.waiting = false;
    const text = this.text.value;
    const long = text.length > LIMIT;
    if (!text.trim() || long) {
      this.id += 1; // an answer on its way is out of date
      this.forget();
      if (long) this.say(t.tooLong(LIMIT.toLocaleString()));
      else this.showEmpty();
      return;
    }
    if (!this.answer) this.view.replaceChildren(text);
    if (this.asked) {
      this.waiting = true; // one text at a time; of those typed meanwhile only the last
      return;
    }
    this.id += 1;
    this.asked = { text };
    if (this.running) this.say(t.reading);
    this.worker.postMessage({ id: this.id, text, reference: this.reference.value });
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const last = this.answer ? this.answer.mentions.length - 1 : -1;
    const next = event.key === "Home" ? 0 : event.key === "End" ? last : step ? this.selected + step : null;
    if (next === null || next < 0 || next > last) return;
    event.preventDefault();
    this.select(next);
    this.marks[next].focus();
  }

  async copy(form) {
    const text = this.answer[form];
    try {
      await navigator.clipboard.writeText(text);
      this.note(t.copied);
    } catch {
      this.note(copyOldWay(text) ? t.copied : t.copyFailed);
    }
  }

  save(form) {
    // Excel takes a CSV file for UTF-8 only with a byte order mark.
    const text = form === "csv" ? `\ufeff${this.answer.csv}` : this.answer.json;
    const type = form === "csv" ? "text/csv;charset=utf-8" : "application/json";
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: `jjj_parse.${form}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // What is shown.

  say(...lines) {
    this.status.replaceChildren(...lines.filter(Boolean).map((line) => el("span", {}, line)));
  }

  note(message) {
    this.said.textContent = message;
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => { this.said.textContent = ""; }, 4000);
  }

  forget() {
    this.answer = null;
    this.view.replaceChildren();
    this.legend.replaceChildren();
    this.table.replaceChildren();
    this.detail.hidden = this.actions.hidden = true;
  }

  showEmpty() {
    if (this.running) this.say("");
    this.view.replaceChildren(
      el("p", {}, t.empty),
      el("div", { className: "jp-samples" }, ...this.examples.map((item) => button(item.title, () => this.use(item)))),
    );
  }

  show() {
    const { mentions, chars } = this.answer;
    const pieces = [];
    let end = 0;
    this.marks = mentions.map((mention, index) => {
      pieces.push(chars.slice(end, mention.start).join(""));
      const mark = el("mark", {
        className: `jp-${group(mention.kind)}`, role: "button", tabIndex: -1,
        title: `${kindName(mention.kind)}: ${fullText(mention)}`, onclick: () => this.select(index),
        onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.select(index); } },
      }, chars.slice(mention.start, mention.end).join(""));
      pieces.push(mark);
      end = mention.end;
      return mark;
    });
    pieces.push(chars.slice(end).join(""));
    this.view.replaceChildren(...pieces);
    if (!mentions.length) this.view.append(el("p", { className: "jp-help" }, t.nothing));
    this.showLegend();
    this.showTable(ROWS);
    this.actions.hidden = this.detail.hidden = !mentions.length;
    if (mentions.length) this.select(0);
  }

  showLegend() {
    const counts = new Map();
    for (const { kind } of this.answer.mentions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    this.legend.replaceChildren(
      ...[...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => el("li", { className: `jp-${group(kind)}` }, `${kindName(kind)} ${count}`)),
    );
  }

  showTable(limit) {
    const { mentions } = this.answer;
    const names = Object.values(t.columns);
    const rows = mentions.slice(0, limit).map((mention, index) => {
      const row = el(
        "tr", { onclick: () => this.select(index) },
        el("td", { className: "jp-number" }, String(mention.start)),
        el("td", {}, el("button", { type: "button", className: "jp-pick" }, mention.text.replace(/\s+/gu, " "))),
        el("td", {}, el("span", { className: `jp-kind jp-${group(mention.kind)}` }, kindName(mention.kind))),
        el("td", {}, el("code", {}, mention.canonical)),
        el("td", {}, t.modifiers[mention.modifier] ?? mention.modifier ?? ""),
      );
      return row;
    });
    this.rows = rows;
    const table = el(
      "table", {},
      el("caption", {}, `${t.caption} ${t.hint}`),
      el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows),
    );
    this.table.replaceChildren(...(mentions.length ? [table] : []));
    if (mentions.length > limit) {
      this.table.append(button(t.more(mentions.length), () => { this.showTable(Infinity); this.select(this.selected); }));
    }
  }

  select(index) {
    const old = this.selected;
    this.selected = index;
    for (const place of [old, index]) {
      const on = place === index;
      this.marks[place]?.classList.toggle("jp-on", on);
      this.marks[place]?.setAttribute("aria-pressed", String(on));
      if (this.marks[place]) this.marks[place].tabIndex = on ? 0 : -1;
      this.rows[place]?.classList.toggle("jp-on", on);
    }
    this.showDetail(this.answer.mentions[index]);
  }

  showDetail(mention) {
    const flags = ["inferred", "article", "fuzzy"].filter((flag) => mention.value[flag]).map((flag) => t.flags[flag]);
    if (!mention.resolved) flags.push(t.unresolved);
    this.detail.replaceChildren(
      el(
        "p", { className: "jp-line" },
        el("strong", { className: `jp-${group(mention.kind)}` }, mention.text), " = ", el("code", {}, mention.canonical),
        mention.modifier ? ` ${t.modifiers[mention.modifier] ?? mention.modifier}` : "",
      ),
      el(
        "ol", { className: "jp-parts" },
        // The indicator is no part of the value; it has a line of its own.
        ...mention.parts.filter((part) => part.role !== "indicator")
          .map((part) => el("li", {}, el("b", {}, part.text), el("small", {}, t.roles[part.role] ?? part.role))),
      ),
      ...(mention.indicator ? [el("p", {}, `${t.indicator} `, el("b", {}, mention.indicator))] : []),
      el("p", {}, `${t.rule} `, el("code", {}, mention.rule), ` ${terms.rules[mention.rule] ?? mention.says}`),
      ...flags.map((flag) => el("p", { className: "jp-flag" }, flag)),
    );
  }
}

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** Over plain HTTP a browser has no clipboard for scripts but this one. */
function copyOldWay(text) {
  const field = el("textarea", { value: text, className: "jp-away" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function data(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

const root = document.getElementById("playground-app");
try {
  if (chinese) Object.assign(terms, await data("terms.zh.json"));
  new Playground(root, await data("examples.json"));
} catch (error) {
  root.replaceChildren(el("p", { role: "alert" }, `${t.failed} ${error.message}`));
}
