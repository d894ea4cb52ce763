# Draws what bench/scale measured: nanoseconds over the number of tokens, both logarithmic. Solid: the operation on the
# same few things; dashed: on any of all there are.
function x(tokens) { return 70 + (log(tokens) / log(10) - 3) * 170 }
function y(nanos) { return 380 - (log(nanos) / log(10) - 1) * 85 }
function line(x1, y1, x2, y2, style) {
  printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2, style
}
function text(at, height, anchor, what) {
  printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", at, height, anchor, what
}
$2 ~ /^(memory|sessions|processes|handles|ps)$/ { next }
{
  few = sub(/ of few$/, "", $2)
  if (!few && !($2 in color)) { color[$2] = palette(++count); name[count] = $2 }
  points[few, $2] = points[few, $2] sprintf("%.1f,%.1f ", x($1), y($3))
  last[$2] = $3
}
function palette(n, colors) {
  split("#1b6ca8 #c0392b #27864a #8e44ad #b9770e #117a8b #555555", colors, " ")
  return colors[n]
}
END {
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 430\" font-family=\"sans-serif\" font-size=\"12\">"
  print "<rect width=\"760\" height=\"430\" fill=\"white\"/>"
  for (e = 1; e <= 5; e++) {
    line(70, y(10 ^ e), 580, y(10 ^ e), "stroke=\"#ddd\"")
    text(64, y(10 ^ e) + 4, "end", e == 1 ? "10 ns" : e == 2 ? "100 ns" : e == 3 ? "1 us" : e == 4 ? "10 us" : "100 us")
  }
  for (e = 3; e <= 6; e++) {
    line(x(10 ^ e), 40, x(10 ^ e), 380, "stroke=\"#ddd\"")
    text(x(10 ^ e), 398, "middle", e == 3 ? "1,000" : e == 4 ? "10,000" : e == 5 ? "100,000" : "1,000,000")
  }
  text(325, 418, "middle", "tokens")
  for (i = 1; i <= count; i++) {
    style = "fill=\"none\" stroke-width=\"2\" stroke=\"" color[name[i]] "\""
    print "<polyline " style " points=\"" points[1, name[i]] "\"/>"
    print "<polyline " style " stroke-dasharray=\"5 4\" points=\"" points[0, name[i]] "\"/>"
    line(596, 50 + 22 * i, 616, 50 + 22 * i, "stroke-width=\"2\" stroke=\"" color[name[i]] "\"")
    text(622, 54 + 22 * i, "start", name[i])
  }
  text(596, 250, "start", "solid: on the same few")
  text(596, 268, "start", "dashed: on any of all")
  print "</svg>"
}
