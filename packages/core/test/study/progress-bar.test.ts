import { afterEach, beforeAll, expect, test } from "vitest"
import { createStudy, openProgressBar, setLogSink, setProgressSink, setVerbosity } from "../../src/index.ts"

beforeAll(() => setVerbosity("info"))
afterEach(() => setProgressSink(undefined))

/** What a terminal of one column per character shows after all was written: `\r` returns to the start of the line. */
function screen(written: string): string[] {
  const lines: string[] = [""]
  for (const piece of written.split(/(\r|\n)/)) {
    if (piece === "\n") lines.push("")
    else if (piece === "\r") lines.push(`\r${lines.pop()}`)
    else {
      const line = lines.pop() as string
      const under = line.startsWith("\r") ? line.slice(line.lastIndexOf("\r") + 1) : undefined
      lines.push(under === undefined ? line + piece : piece + under.slice(piece.length))
    }
  }
  return lines.map((line) => line.replaceAll("\r", "").trimEnd())
}

test("in a terminal one line is redrawn and log lines stay whole above it", async () => {
  let written = ""
  setProgressSink({ write: (text) => void (written += text), isTerminal: true, columns: 100 })
  const restore = setLogSink(({ message }) => void (written += `${message}\n`))
  const study = await createStudy()
  await study.optimize((trial) => new Promise<number>((resolve) => setTimeout(() => resolve(trial.number), 25)), {
    nTrials: 10,
    showProgressBar: true,
  })
  setLogSink(restore)
  const lines = screen(written)
  expect(
    lines.filter((line) =>
      /^Trial \d+ finished with value: \d+ and parameters: \{\}\. Best is trial 0 with value: 0\.$/.test(line),
    ),
  ).toHaveLength(10)
  expect(lines.filter((line) => line.includes("trials/s"))).toHaveLength(1)
  expect(lines.at(-2)).toMatch(/^\[=+\] 10\/10 trials {2}00:00 {2}[\d.]+ trials\/s {2}best 0\.00000 \(trial 0\)$/)
})

test("without a terminal it writes plain lines, few of them", async () => {
  const written: string[] = []
  setProgressSink({ write: (text) => void written.push(text), isTerminal: false })
  const restore = setLogSink(() => {})
  const study = await createStudy()
  await study.optimize(() => 1, { nTrials: 500, showProgressBar: true })
  setLogSink(restore)
  expect(written.every((line) => /^\[[= ]+\] \d+\/500 trials .*\n$/.test(line))).toBe(true)
  expect(written.length).toBeLessThan(5)
  expect(written.filter((line) => line.includes("500/500"))).toHaveLength(1)
})

test("gives the log its sink back when optimize fails", async () => {
  setProgressSink({ write: () => {}, isTerminal: false })
  const mine = (): void => {}
  const restore = setLogSink(mine)
  const study = await createStudy()
  const failing = study.optimize(
    () => {
      throw new Error("x")
    },
    { nTrials: 1, showProgressBar: true },
  )
  await expect(failing).rejects.toThrow("x")
  expect(setLogSink(restore)).toBe(mine)
})

test("counts anything, towards anything", async () => {
  const written: string[] = []
  setProgressSink({ write: (text) => void written.push(text), isTerminal: false })
  const bar = await openProgressBar({ total: 2, unit: "fit", bestOf: "candidate" })
  bar.update()
  bar.update({ number: 7, value: 0.5 })
  bar.close()
  expect(written.at(-1)).toMatch(/^\[=+\] 2\/2 fits {2}00:00 {2}[\d.]+ fits\/s {2}best 0\.500000 \(candidate 7\)\n$/)
})
