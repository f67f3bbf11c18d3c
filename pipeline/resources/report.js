"use strict";
// Everything from documents reaches the page as text nodes and attributes, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const { labels: known, chinese, documents: index } = JSON.parse(byId("index").textContent);
  const parse = (place) => JSON.parse(byId(`d${place}`).textContent);
  const shade = (label) => {
    const place = known.indexOf(label);
    return `k${place < 12 ? place : 12 + (place % 2)}`;
  };
  const named = (label) => [chinese[label], label].filter(Boolean).join(" ");
  const statuses = { current: "现任", former: "曾任", proposed: "拟任" };
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  // The overview is counted while documents are written, so it stands behind them in the file.
  byId("overview").append(byId("together").content);

  // The list of documents, and the search over their texts. A text is read when a search first needs it.

  const texts = new Map();
  const searchable = (place) => {
    if (!texts.has(place)) {
      const { id, title, source, text } = parse(place);
      texts.set(place, [id, title, source, text].join("\n").toLowerCase());
    }
    return texts.get(place);
  };
  const items = index.map((entry, place) => {
    const item = make("li");
    const link = make("a", entry.title || entry.id);
    link.href = `#${encodeURIComponent(entry.id)}`;
    link.append(make("small", `${entry.date || "—"} · ${entry.mentions} 提及 mentions`));
    item.append(link);
    item.dataset.place = place;
    return item;
  });
  byId("documents").append(...items);

  const search = () => {
    const wanted = byId("search").value.trim().toLowerCase();
    let count = 0;
    items.forEach((item, place) => {
      item.hidden = wanted !== "" && !searchable(place).includes(wanted);
      count += item.hidden ? 0 : 1;
    });
    byId("found").textContent = `${count} / ${items.length} 篇 documents`;
  };
  let pause = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 120);
  });
  byId("fold").addEventListener("click", () => {
    byId("fold").setAttribute("aria-expanded", byId("list").classList.toggle("open"));
  });
  byId("overview").addEventListener("click", (event) => {
    const item = event.target.closest("[data-search]");
    if (!item) return;
    byId("search").value = item.dataset.search;
    byId("list").classList.add("open");
    search();
  });

  // A document: its text with highlights, and its tables beside it.

  let marks = new Map(); // mention → its pieces in the text
  let rows = new Map(); // mention → its row
  let hidden = new Set(); // labels that are switched off

  // Mentions lie inside each other; one that crosses the end of another goes on behind it as a second piece.
  const highlighted = (text, mentions) => {
    const characters = Array.from(text); // offsets count characters, JavaScript counts UTF-16 units
    const root = make("div");
    const open = [{ element: root, end: characters.length }];
    let done = 0;
    const upTo = (end) => {
      if (end > done) open.at(-1).element.append(characters.slice(done, end).join(""));
      done = Math.max(done, end);
    };
    const close = (place) => {
      while (open.length > 1 && open.at(-1).end <= place) {
        upTo(open.at(-1).end);
        open.pop();
      }
    };
    const waiting = mentions.map((mention, number) => ({ ...mention, number }));
    const order = (a, b) => a.start - b.start || b.end - a.end;
    waiting.sort(order);
    while (waiting.length) {
      const mention = waiting.shift();
      close(mention.start);
      upTo(mention.start);
      const end = Math.min(mention.end, open.at(-1).end);
      if (end < mention.end) {
        waiting.push({ ...mention, start: end });
        waiting.sort(order);
      }
      const mark = make("mark", undefined, shade(mention.label));
      mark.dataset.mention = mention.number;
      mark.dataset.label = mention.label;
      mark.title = [named(mention.label), mention.value, mention.rule].filter(Boolean).join(" · ");
      marks.set(mention.number, [...(marks.get(mention.number) || []), mark]);
      open.at(-1).element.append(mark);
      open.push({ element: mark, end });
    }
    close(characters.length);
    upTo(characters.length);
    return root.childNodes;
  };

  const point = (number, scroll) => {
    document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
    const pieces = marks.get(number) || [];
    [...pieces, rows.get(number)].forEach((element) => element?.classList.add("here"));
    (scroll === "text" ? pieces[0] : rows.get(number))?.scrollIntoView({ block: "center", behavior: "auto" });
  };
  const row = (cells, chosen) => {
    const line = make("tr");
    line.tabIndex = 0;
    line.append(...cells);
    line.addEventListener("click", chosen);
    line.addEventListener("keydown", (event) => event.key === "Enter" && chosen());
    return line;
  };
  const filter = () => {
    const wanted = byId("filter").value.trim().toLowerCase();
    let count = 0;
    for (const line of rows.values()) {
      line.hidden = hidden.has(line.dataset.label) || !line.textContent.toLowerCase().includes(wanted);
      count += line.hidden ? 0 : 1;
    }
    for (const mark of byId("text").querySelectorAll("mark")) {
      mark.classList.toggle("off", hidden.has(mark.dataset.label));
    }
    byId("mention-count").textContent = `${count} / ${rows.size}`;
  };
  byId("filter").addEventListener("input", filter);

  const chips = (mentions) => {
    const counts = new Map();
    mentions.forEach(({ label }) => counts.set(label, (counts.get(label) || 0) + 1));
    return known.filter((label) => counts.has(label)).map((label) => {
      const chip = make("button", `${named(label)} `, `tag ${shade(label)}`);
      chip.append(make("b", counts.get(label)));
      chip.type = "button";
      chip.dataset.label = label;
      chip.setAttribute("aria-pressed", !hidden.has(label));
      chip.addEventListener("click", () => {
        if (!hidden.delete(label)) hidden.add(label);
        chip.setAttribute("aria-pressed", !hidden.has(label));
        filter();
      });
      return chip;
    });
  };
  const mentionRow = (mention, number) => {
    const label = make("td");
    label.append(make("span", named(mention.label), `tag ${shade(mention.label)}`));
    const place = make("td", `${mention.start}–${mention.end}`, "place");
    const line = row([label, make("td", mention.text), make("td", mention.value || ""), place], () => point(number, "text"));
    line.dataset.label = mention.label;
    line.dataset.mention = number;
    rows.set(number, line);
    return line;
  };
  const positionRow = (position, mentions) => {
    const { person, title, organization, status, place, person_start: personStart, title_start: titleStart } = position;
    const cells = [person, title, organization || place || ""].map((cell) => make("td", cell));
    cells.push(make("td", [statuses[status], status].filter(Boolean).join(" "), "status"));
    const wanted = (start, label) => mentions.findIndex((mention) => mention.start === start && mention.label === label);
    return row(cells, () => point([wanted(titleStart, "TITLE"), wanted(personStart, "PERSON")].find((found) => found >= 0), "text"));
  };

  const show = (place) => {
    const { id, title, date, source, text, mentions: found, positions } = parse(place);
    const characters = Array.from(text);
    const mentions = found.map(([start, end, label, value, rule]) => ({
      start, end, label, value, rule, text: characters.slice(start, end).join(""),
    }));
    marks = new Map();
    rows = new Map();
    byId("title").textContent = title || id;
    byId("facts").textContent = [date, id, source].filter(Boolean).join(" · ");
    byId("text").replaceChildren(...highlighted(text, mentions));
    byId("labels").replaceChildren(...chips(mentions));
    byId("mentions").replaceChildren(...mentions.map(mentionRow));
    byId("positions").replaceChildren(...positions.map((position) => positionRow(position, mentions)));
    byId("position-count").textContent = positions.length;
    byId("filter").value = "";
    filter();
  };
  byId("text").addEventListener("click", (event) => {
    const mark = event.target.closest("mark:not(.off)");
    if (mark) point(Number(mark.dataset.mention), "row");
  });

  const go = () => {
    let wanted = "";
    try {
      wanted = decodeURIComponent(location.hash.slice(1));
    } catch {
      wanted = "";
    }
    const place = index.findIndex((entry) => entry.id === wanted);
    byId("overview").hidden = place >= 0;
    byId("document").hidden = place < 0;
    items.forEach((item, number) => {
      if (number === place) item.firstChild.setAttribute("aria-current", "page");
      else item.firstChild.removeAttribute("aria-current");
    });
    if (place >= 0) show(place);
    byId("list").classList.remove("open");
    byId("fold").setAttribute("aria-expanded", false);
    scrollTo(0, 0);
  };
  addEventListener("hashchange", go);
  search();
  go();
})();
