type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only if `A` and `B` are one type: `same<typeof act, "relu" | "tanh">()`. */
export declare function same<A, B>(...proof: Same<A, B> extends true ? [] : ["the types differ", A, B]): void
