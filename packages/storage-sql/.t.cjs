const D = require("libsql")
const o = D.prototype.exec
const st = {}
D.prototype.exec = function (s) {
  const t = process.hrtime.bigint()
  try {
    return o.call(this, s)
  } finally {
    let k = s.slice(0, 30)
    if (s.startsWith("PRAGMA syn")) globalThis.m = s
    if (s === "COMMIT") k += globalThis.m
    st[k] ??= [0, 0, 0]
    const d = Number(process.hrtime.bigint() - t) / 1e3
    st[k][0]++
    st[k][1] += d
    st[k][2] = Math.max(st[k][2], d)
    ;(st[k].all ??= []).push(d)
  }
}
let a
process.on("exit", () =>
  console.log(
    Object.entries(st)
      .map(
        ([k, [n, t, m]]) =>
          `${k} n=${n} mean=${(t / n).toFixed(0)}us max=${m.toFixed(0)} median=${((a = st[k].all.sort((x, y) => x - y)), a[a.length >> 1].toFixed(0))} p90=${a[Math.floor(a.length * 0.9)].toFixed(0)}`,
      )
      .join("\n"),
  ),
)
