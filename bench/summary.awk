# One line for each figure that has samples: what of the samples the figures say. Read bench/figures first, then samples.
# Prints: id | what | unit | value | peer's value or limit, or nothing | ratio, or nothing | goal, or nothing | met, missed, or nothing
function shown(id,    n, i, j, t, v) {
  n = count[id]
  for (i = 1; i <= n; i++) v[i] = sample[id, i]
  for (i = 2; i <= n; i++) {
    t = v[i]
    for (j = i - 1; j > 0 && v[j] > t; j--) v[j + 1] = v[j]
    v[j + 1] = t
  }
  if (of[id] == "least") return v[1]
  if (of[id] == "most") return v[n]
  return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
FNR == 1 { file++ }
/^#/ || NF == 0 { next }
file == 1 { split($0, f, "|"); id = f[1]; order[++figures] = id; what[id] = f[2]; unit[id] = f[3]; of[id] = f[4]; peer[id] = f[5]; goal[id] = f[6]; next }
{ split($0, s, "\t"); sample[s[1], ++count[s[1]]] = s[2] }
END {
  for (i = 1; i <= figures; i++) {
    id = order[i]
    if (!count[id]) continue
    value = shown(id)
    against = ratio = met = ""
    if (peer[id] != "") {
      if (peer[id] ~ /^[0-9.]+$/) against = peer[id]
      else if (count[peer[id]]) against = shown(peer[id])
      if (against != "") {
        ratio = value / against
        bound = substr(goal[id], 2) + 0
        if (goal[id] != "") met = (substr(goal[id], 1, 1) == "<" ? ratio <= bound : ratio >= bound) ? "met" : "missed"
      }
    }
    printf "%s|%s|%s|%.6g|%s|%s|%s|%s\n", id, what[id], unit[id], value, against, ratio, goal[id], met
  }
}
