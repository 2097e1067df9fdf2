// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at a report from inside the browser: are all charts drawn, has each its
// alternative text, can the text be read (WCAG 2.2, 1.4.3)? The answer, JSON,
// is the text of an element of its own.
(() => {
  const channel = (c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([r, g, b]) =>
      0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return {rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1};
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.alpha > 0) return colour.rgb;
    }
    return [255, 255, 255];
  };
  const charts = [];
  for (const svg of document.querySelectorAll('svg')) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;  // the version for the other width
    const marks = [...svg.querySelectorAll('rect, path, circle')].filter(
        (mark) => {
          const m = mark.getBBox();
          return m.width > 0 && m.height > 0;
        });
    const title = svg.querySelector('title');
    charts.push({
      id: title ? title.id : '',
      width: box.width,
      height: box.height,
      marks: marks.length,
      title: title ? title.textContent : '',
      description: svg.querySelector('desc')?.textContent ?? '',
      role: svg.getAttribute('role'),
      // A text that leaves its chart is cut.
      cut: [...svg.querySelectorAll('text')]
               .filter((text) => {
                 const t = text.getBoundingClientRect();
                 return t.left < box.left - 1 || t.right > box.right + 1 ||
                     t.bottom > box.bottom + 1;
               })
               .map((text) => text.textContent),
    });
  }
  const pale = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest('svg, script'))
      continue;
    if (element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const ink = luminance(parse(style.color).rgb);
    const ground = luminance(paper(element));
    const contrast = (Math.max(ink, ground) + 0.05) /
        (Math.min(ink, ground) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) {
      pale.push([contrast.toFixed(2), walker.currentNode.textContent.trim()]);
    }
  }
  const answer = document.createElement('pre');
  answer.id = 'report-check';
  answer.textContent = JSON.stringify({
    charts,
    pale,
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  });
  document.body.appendChild(answer);
})();
