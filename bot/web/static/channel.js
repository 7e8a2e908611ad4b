"use strict";

// The channel without this script is a form that answers one message at a time. The
// script keeps the conversation in this browser, and completes what is typed.
//
// What is kept of an exchange is the HTML the server rendered for it. Only this
// origin can write there, the server escaped every text in it, and the page's policy
// runs no script but this file, so that putting it back is as safe as the first time.

(() => {
  const kept = "byline.history.1"; // another form of history gets another number
  const channelKey = "byline.channel";
  const mostKept = 100; // exchanges
  const patience = 20000; // milliseconds for an answer
  const mostSuggested = 12;
  const mostCommands = 8; // of them, so that topics are seen too

  const form = document.getElementById("say");
  const text = document.getElementById("text");
  const log = document.getElementById("log");
  const trouble = document.getElementById("trouble");
  const status = document.getElementById("status");
  const clear = document.getElementById("clear");
  const list = document.getElementById("suggestions");
  const store = openStore();

  // Storage may be switched off or full; the conversation then lasts as long as the page.
  function openStore() {
    const memory = new Map();
    return {
      get(key) {
        try { return localStorage.getItem(key) ?? memory.get(key); } catch { return memory.get(key); }
      },
      set(key, value) {
        memory.set(key, value);
        try { localStorage.setItem(key, value); return true; } catch { return false; }
      },
      remove(key) {
        memory.delete(key);
        try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
      },
    };
  }

  // History: [{line, html}], oldest first.

  function history() {
    try {
      const all = JSON.parse(store.get(kept) ?? "[]");
      return Array.isArray(all) ? all.filter((e) => typeof e?.line === "string" && typeof e?.html === "string") : [];
    } catch { return []; }
  }

  function remember(line, html) {
    let all = [...history(), { line, html }].slice(-mostKept);
    while (!store.set(kept, JSON.stringify(all)) && all.length > 1) {
      all = all.slice(Math.ceil(all.length / 2)); // no room: the older half goes
    }
  }

  function exchangeOf(html) {
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    return parsed.content.firstElementChild;
  }

  const greeting = log.querySelector(".exchange");
  const answered = greeting.querySelector(".question") !== null; // sent without the script

  function restore() {
    const id = store.get(channelKey);
    if (id && !answered) form.elements.channel.value = id;
    else store.set(channelKey, form.elements.channel.value);

    if (answered) remember(greeting.querySelector(".question .text").textContent, greeting.outerHTML);
    const all = history();
    clear.hidden = all.length === 0;
    if (all.length === 0) return;
    log.setAttribute("aria-live", "off"); // what was read once is not read out again
    const before = all.map((e) => exchangeOf(e.html)).filter(Boolean);
    log.replaceChildren(...(answered ? [] : [greeting]), ...before);
    setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
    if (!location.hash) window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  }

  clear.addEventListener("click", () => {
    store.remove(kept);
    clear.hidden = true;
    if (answered) { location.assign("/"); return; }
    log.replaceChildren(greeting);
    status.textContent = "The conversation is cleared.";
    text.focus();
  });

  // Sending: the message stays in the box until its answer is there.

  let asking = false;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(text.value, false);
  });
  log.addEventListener("submit", (event) => { // an example, an action or a menu in a card
    event.preventDefault();
    const filled = new FormData(event.target, event.submitter);
    send([filled.get("text"), filled.get("more")].filter(Boolean).join(" "), true);
  });

  async function send(line, example) {
    closeList();
    if (asking) return;
    asking = true;
    trouble.hidden = true;
    text.readOnly = true;
    const slow = setTimeout(() => { status.textContent = "Reading …"; }, 400);
    try {
      show(line, await ask(line));
      if (!example || text.value === line) text.value = ""; // what else is typed stays
      recalled = -1;
      status.textContent = "";
    } catch (problem) {
      if (example && text.value === "") text.value = line;
      trouble.textContent = problem.sentence ??
        "Byline did not answer, so your message is still in the box. Is Byline running?";
      trouble.hidden = false;
      status.textContent = "";
    } finally {
      clearTimeout(slow);
      asking = false;
      text.readOnly = false;
      if (!example) text.focus();
    }
  }

  async function ask(line) {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ channel: form.elements.channel.value, text: line }),
      signal: AbortSignal.timeout(patience),
    });
    const said = await response.json();
    if (!said.exchange) throw Object.assign(new Error("refused"), { sentence: said.trouble });
    return said.exchange;
  }

  function show(line, html) {
    const exchange = exchangeOf(html);
    if (line.trim() !== "") {
      remember(line.trim(), html);
      clear.hidden = false;
    }
    exchange.classList.add("new");
    log.append(exchange);
    // A long answer is read from its question on, a short one stands above the box.
    const room = window.innerHeight - document.querySelector(".bar").offsetHeight - form.offsetHeight - 48;
    if (exchange.offsetHeight > room) exchange.scrollIntoView({ block: "start" });
    else window.scrollTo({ top: document.body.scrollHeight });
  }

  // Suggestions: commands, topics and people, as an ARIA combobox with a list.

  let known = { commands: [], topics: [] };
  let offers = []; // [{label, args, hint, line}]
  let active = -1;

  text.setAttribute("role", "combobox");
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-expanded", "false");
  text.setAttribute("aria-controls", list.id);
  fetch("/suggestions", { headers: { Accept: "application/json" } })
    .then((response) => response.json())
    .then((all) => { if (all.commands && all.topics) known = all; })
    .catch(() => { /* the box works without them */ });

  const starts = (word, part) => word.toLowerCase().startsWith(part);
  const named = (topic, part) =>
    starts(topic.name, part) || topic.name.toLowerCase().includes(" " + part) || (topic.forms ?? []).some((f) => starts(f, part));

  const ofCommand = (c) => ({
    label: "!" + c.name, args: c.args, hint: c.summary, line: "!" + c.name + (c.args ? " " : ""),
  });
  const ofTopic = (t, before) => ({
    label: before + t.name,
    hint: t.person && t.role ? t.role : t.facts === 1 ? "1 fact" : t.facts + " facts",
    line: before + t.name,
  });

  function offersFor(line) {
    const typed = line.toLowerCase().trimStart();
    if (typed.startsWith("!")) {
      const rest = typed.slice(1);
      const found = known.commands.filter((c) => starts(c.name, rest) || (c.aliases ?? []).some((a) => starts(a, rest))).slice(0, mostCommands).map(ofCommand);
      const [, name, part] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
      const command = known.commands.find((c) => c.name === name || (c.aliases ?? []).includes(name));
      if (command) {
        const takes = command.takes ?? [];
        const before = "!" + command.name + " ";
        found.push(
          ...known.topics.filter((t) => (takes.includes("topic") || t.person && takes.includes("person")) && named(t, part)).map((t) => ofTopic(t, before)),
          ...(takes.includes("command") ? known.commands.filter((c) => starts(c.name, part)).map((c) => ({
            label: before + c.name, hint: c.summary, line: before + c.name,
          })) : []),
        );
      } else {
        found.push(...known.topics.filter((t) => named(t, rest)).map((t) => ofTopic(t, "!")));
      }
      return found;
    }
    const word = /\S+$/.exec(typed)?.[0] ?? "";
    if (word.length < 2) return [];
    const before = line.slice(0, line.length - word.length);
    const found = typed === word ? known.commands.filter((c) => starts(c.name, word)).map(ofCommand) : [];
    found.push(...known.topics.filter((t) => named(t, word)).map((t) => ({ ...ofTopic(t, ""), line: before + t.name })));
    return found;
  }

  function openList() {
    offers = offersFor(text.value).filter((o) => o.line !== text.value).slice(0, mostSuggested);
    active = -1;
    text.removeAttribute("aria-activedescendant");
    list.replaceChildren(...offers.map((offer, i) => {
      const item = document.createElement("li");
      const label = document.createElement("b");
      const hint = document.createElement("span");
      item.id = "suggestion-" + i;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      label.dir = hint.dir = "auto";
      label.textContent = offer.label;
      if (offer.args) {
        const args = document.createElement("i");
        args.textContent = " " + offer.args;
        label.append(args);
      }
      hint.textContent = offer.hint;
      item.append(label, " ", hint);
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      item.addEventListener("click", () => accept(i));
      return item;
    }));
    list.hidden = offers.length === 0;
    text.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : offers.length === 1 ? "1 suggestion" : offers.length + " suggestions";
  }

  function closeList() {
    list.hidden = true;
    offers = [];
    active = -1;
    text.setAttribute("aria-expanded", "false");
    text.removeAttribute("aria-activedescendant");
  }

  function pick(i) {
    active = (i + offers.length) % offers.length;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
    list.children[active].scrollIntoView({ block: "nearest", behavior: "instant" });
    text.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function accept(i) {
    text.value = offers[i].line;
    closeList();
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    if (text.value.endsWith(" ")) openList();
  }

  // A field of one line drops line breaks; as U+2028 they reach the server, which a pasted
  // article needs for its title and paragraphs.
  text.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text");
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    text.setRangeText(pasted.replace(/\r\n?|\n/g, "\u2028"), text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input"));
  });

  text.addEventListener("input", openList);
  text.addEventListener("blur", closeList);

  // Keys: up and down walk the suggestions, or what was sent before.

  let recalled = -1; // how many messages back; -1 is what is being typed

  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    const down = event.key === "ArrowDown";
    const up = event.key === "ArrowUp";
    if (open && (down || up)) {
      event.preventDefault();
      pick(down ? active + 1 : active < 0 ? offers.length - 1 : active - 1);
    } else if (open && active >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      accept(active);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      closeList();
    } else if (up || (down && recalled >= 0)) {
      const lines = history().map((e) => e.line).reverse();
      const next = recalled + (up ? 1 : -1);
      if (next >= lines.length || (up && recalled < 0 && text.value !== "")) return;
      event.preventDefault();
      recalled = next;
      text.value = next < 0 ? "" : lines[next];
      text.setSelectionRange(text.value.length, text.value.length);
    }
  });

  restore();
})();
