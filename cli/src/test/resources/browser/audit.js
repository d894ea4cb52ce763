// What a page needs so that everybody can read it, looked for in the page as the browser shows it.
(function () {
  var problems = [];
  function problem(text) { if (problems.indexOf(text) < 0 && problems.length < 40) { problems.push(text); } }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function named(element) {
    var by = element.getAttribute('aria-labelledby');
    var label = by ? document.getElementById(by) : null;
    return element.getAttribute('aria-label') || (label && label.textContent) || element.textContent.trim();
  }

  if (document.documentElement.lang !== 'en') { problem('lang is missing'); }
  if (!document.title) { problem('title is missing'); }
  if (all('h1').length !== 1) { problem('not exactly one h1'); }
  if (all('main').length !== 1) { problem('not exactly one main'); }
  var level = 0;
  all('h1,h2,h3,h4').forEach(function (heading) {
    var next = Number(heading.tagName[1]);
    if (next > level + 1) { problem('heading level skipped before: ' + heading.textContent); }
    level = next;
    if (!heading.textContent.trim()) { problem('empty heading'); }
  });
  var ids = {};
  all('[id]').forEach(function (element) {
    if (ids[element.id]) { problem('id twice: ' + element.id); }
    ids[element.id] = true;
  });
  all('a[href^="#"]').forEach(function (link) {
    if (!ids[link.getAttribute('href').slice(1)]) { problem('link to nothing: ' + link.href); }
    if (!named(link)) { problem('link without a name'); }
  });
  all('input').forEach(function (input) {
    if (!document.querySelector('label[for="' + input.id + '"]')) { problem('input without a label'); }
  });
  all('section,nav,[role=group]').forEach(function (part) {
    if (!part.getAttribute('aria-label') && !part.getAttribute('aria-labelledby')) { problem('part without a name'); }
    var by = part.getAttribute('aria-labelledby');
    if (by && !ids[by]) { problem('aria-labelledby of nothing: ' + by); }
  });
  all('th').forEach(function (cell) {
    if (!cell.getAttribute('scope')) { problem('th without scope'); }
  });
  all('table').forEach(function (table) {
    if (!table.querySelector('th')) { problem('table without headers'); }
    var widths = {};
    Array.prototype.forEach.call(table.rows, function (row) { widths[row.cells.length] = true; });
    if (Object.keys(widths).length !== 1) { problem('rows of different length'); }
  });
  all('.scroll').forEach(function (box) {
    if (box.tabIndex !== 0) { problem('a scrolling part that no key reaches'); }
  });

  function channels(colour) {
    var numbers = colour.match(/[\d.]+/g).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
  }
  function luminance(rgb) {
    var linear = rgb.map(function (c) {
      c /= 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
  function background(element) {
    for (var at = element; at; at = at.parentElement) {
      var colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.alpha === 1) { return colour.rgb; }
    }
    return [255, 255, 255];
  }
  var elements = 0;
  all('body *').forEach(function (element) {
    var own = Array.prototype.some.call(element.childNodes, function (node) {
      return node.nodeType === 3 && node.data.trim();
    });
    if (!own || element.tagName === 'SCRIPT') { return; }
    elements++;
    var text = luminance(channels(getComputedStyle(element).color).rgb);
    var behind = luminance(background(element));
    var contrast = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
    if (contrast < 4.5) {
      problem('contrast ' + contrast.toFixed(2) + ' of ' + element.tagName + '.' + element.className);
    }
  });

  var report = document.createElement('pre');
  report.id = 'audit';
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  report.textContent = JSON.stringify({ elements: elements, scheme: dark ? 'dark' : 'light', problems: problems });
  document.body.appendChild(report);
})();
