// The search page: Pagefind where its index is there, otherwise Sphinx's own search.
const script = document.currentScript;
const SHOWN = 20;

async function pagefind() {
  if (location.protocol === "file:") return null;
  const address = new URL(script.dataset.pagefind, location.href).href;
  const there = await fetch(address, { method: "HEAD" }).catch(() => null);
  if (!there || !there.ok) return null;
  const search = await import(address);
  await search.init();
  return search;
}

async function sphinx() {
  for (const address of script.dataset.sphinx.split(" ")) {
    await new Promise((done) => {
      const one = Object.assign(document.createElement("script"), { src: address, onload: done });
      document.body.append(one);
    });
  }
}

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

async function drawn(result) {
  const page = await result.data();
  const parts = page.sub_results.filter((part) => part.url !== page.url).slice(0, 3);
  return element(
    "li",
    {},
    element("h2", {}, element("a", { href: page.url }, page.meta.title)),
    element("p", { className: "book-found-chapter" }, (page.filters.chapter || []).join()),
    element("p", { innerHTML: page.excerpt }),
    element("ul", {}, ...parts.map((part) =>
      element("li", {}, element("a", { href: part.url }, part.title)))),
  );
}

async function show(search, room) {
  const asked = new URLSearchParams(location.search).get("q") || "";
  document.querySelectorAll("input[name=q]").forEach((box) => { box.value = asked; });
  const filters = (await search.filters()).chapter || {};
  const choice = element(
    "select",
    { id: "book-chapter" },
    element("option", { value: "" }, "the whole book"),
    ...Object.keys(filters).map((name) => element("option", { value: name }, name)),
  );
  const count = element("p", { role: "status" });
  const list = element("ol", { className: "book-found" });
  const again = async () => {
    const chosen = choice.value ? { filters: { chapter: choice.value } } : {};
    const { results } = await search.search(asked, chosen);
    const pages = results.length === 1 ? "1 page" : `${results.length} pages`;
    count.textContent = asked ? `${pages} found` : "Type what you look for into the search box.";
    list.replaceChildren(...await Promise.all(results.slice(0, SHOWN).map(drawn)));
  };
  choice.addEventListener("change", again);
  room.replaceChildren(
    element("p", {}, element("label", { htmlFor: "book-chapter" }, "Search in "), choice),
    count,
    list,
  );
  await again();
}

pagefind()
  .catch(() => null)
  .then((search) => (search ? show(search, document.querySelector("#search-results")) : sphinx()));
