/** Under this name the prototypes of live studies and trials have their view, whichever copy of this package has made them. */
export const VIEW: unique symbol = Symbol.for("@parzen/core/view")
