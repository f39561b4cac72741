import { closeSync, fstatSync, openSync, readSync } from "node:fs"

/** What a file's first bytes say: for which machines it is a library, named as Node names them, or why it is none. */
export type LibraryMachine = { readonly machines: readonly string[] } | { readonly unfit: string }

const ELF_MACHINES: Readonly<Record<number, string>> = {
  3: "ia32",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
}
const MACH_CPUS: Readonly<Record<number, string>> = { 0x01000007: "x64", 0x0100000c: "arm64" }
const PE_MACHINES: Readonly<Record<number, string>> = { 0x014c: "ia32", 0x8664: "x64", 0xaa64: "arm64" }

/** Reads the header of the file at `path` (ELF, Mach-O or PE): `linux-x64`, `darwin-arm64`, ... The dynamic linker does not tell. */
export function libraryMachine(path: string): LibraryMachine {
  const file = openSync(path, "r")
  try {
    const { size } = fstatSync(file)
    const head = Buffer.alloc(4096)
    return readHeader(head.subarray(0, readSync(file, head, 0, head.length, 0)), size)
  } finally {
    closeSync(file)
  }
}

function readHeader(head: Buffer, size: number): LibraryMachine {
  try {
    const magic = head.readUInt32BE(0)
    if (magic === 0x7f454c46) return readElf(head, size)
    if (magic === 0xcffaedfe) return { machines: [machOName(head.readUInt32LE(4))] }
    if (magic === 0xcafebabe) return { machines: readFatMachO(head) }
    if (head.readUInt16BE(0) === 0x4d5a) return readPe(head)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { unfit: `is cut short: it has ${size} bytes` }
  }
  return { unfit: "is no shared library" }
}

/** A file that ends before its section headers is cut short: the linker would not say so, the process would die of SIGBUS. */
function readElf(head: Buffer, size: number): LibraryMachine {
  const is64 = head.readUInt8(4) === 2
  const isLittle = head.readUInt8(5) === 1
  const machine = isLittle ? head.readUInt16LE(18) : head.readUInt16BE(18)
  if (is64 && isLittle) {
    const end = Number(head.readBigUInt64LE(40)) + head.readUInt16LE(58) * head.readUInt16LE(60)
    if (size < end) return { unfit: `is cut short: it has ${size} bytes of ${end}` }
  }
  return { machines: [`linux-${ELF_MACHINES[machine] ?? `machine ${machine}`}`] }
}

function readFatMachO(head: Buffer): readonly string[] {
  return Array.from({ length: head.readUInt32BE(4) }, (_, i) => machOName(head.readUInt32BE(8 + 20 * i)))
}

function machOName(cpu: number): string {
  return `darwin-${MACH_CPUS[cpu] ?? `cpu ${cpu}`}`
}

function readPe(head: Buffer): LibraryMachine {
  const offset = head.readUInt32LE(0x3c)
  if (head.readUInt32BE(offset) !== 0x50450000) return { unfit: "is no shared library" }
  const machine = head.readUInt16LE(offset + 4)
  return { machines: [`win32-${PE_MACHINES[machine] ?? `machine ${machine}`}`] }
}
