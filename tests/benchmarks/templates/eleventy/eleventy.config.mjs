import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";

const SITE_URL = "https://example.org";
const PER_PAGE = 10;
const IN_FEED = 100;

/** The site's lists: all posts, and those of each category, tag and author; newest first. */
function lists(posts) {
  const found = new Map([["/", { title: "Posts", feed: true, posts: [...posts].reverse() }]]);
  for (const post of [...posts].reverse()) {
    const names = [["categories", post.data.category], ["authors", post.data.author]];
    for (const [kind, name] of [...names, ...post.data.keywords.map((tag) => ["tags", tag])]) {
      const url = `/${kind}/${slug(name)}/`;
      if (!found.has(url)) found.set(url, { title: name, feed: kind === "categories", posts: [] });
      found.get(url).posts.push(post);
    }
  }
  return [...found].map(([url, list]) => ({ url, ...list }));
}

/** The pages of a list. */
function pages({ url, title, posts }) {
  const last = Math.ceil(posts.length / PER_PAGE);
  return Array.from({ length: last }, (_, at) => ({
    url: at ? `${url}page/${at + 1}/` : url,
    title,
    posts: posts.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
    number: at + 1,
    last,
    newer: at === 1 ? url : at ? `${url}page/${at}/` : "",
    older: at + 1 < last ? `${url}page/${at + 2}/` : "",
  }));
}

const slug = (name) => name.toLowerCase().replaceAll(" ", "-");

export default function (config) {
  config.addPlugin(syntaxHighlight);
  config.addPassthroughCopy("images");
  config.addGlobalData("site", { url: SITE_URL, title: "Posts" });
  const posts = (api) => api.getFilteredByGlob("posts/*.md");
  config.addCollection("pages", (api) => lists(posts(api)).flatMap(pages));
  config.addCollection("categories", (api) => lists(posts(api)).filter((list) => list.url.startsWith("/categories/")));
  config.addCollection("feeds", (api) =>
    lists(posts(api))
      .filter((list) => list.feed)
      .map((list) => ({ ...list, posts: list.posts.slice(0, IN_FEED) })),
  );
  config.addCollection("everything", (api) => [
    ...posts(api).map((post) => post.url),
    ...lists(posts(api)).flatMap(pages).map((page) => page.url),
  ]);
  config.addFilter("slugged", slug);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("utc", (date) => date.toUTCString());
  config.addFilter("day", (date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
  );
  config.addFilter("json", (value) => JSON.stringify(value).replaceAll("<", "\\u003c"));
  return { markdownTemplateEngine: false, dir: { input: ".", output: "_site" } };
}
