import { exp } from "./exp.ts";

// Rational approximations of FreeBSD's msun (s_erf.c, Sun Microsystems 1993), in the order of operations of glibc 2.36.
const ERX = 8.45062911510467529297e-1; // erf(1) in 24 bits
const EFX = 1.28379167095512586316e-1; // 2 / sqrt(pi) - 1

/** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to `x`, to within one unit in the last place. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375)
    return size < 2 ** -28 ? x + EFX * x : x + x * nearZero(x * x);
  const value =
    size < 1.25
      ? ERX + nearOne(size - 1)
      : size < 6
        ? 1 - tail(size)
        : size >= 6
          ? 1
          : NaN;
  return x < 0 ? -value : value;
}

/** 1 - erf(x), without loss where erf(x) is near 1. 0 from x = 28 on. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) {
    if (size < 2 ** -56) return 1 - x;
    const y = nearZero(x * x);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5));
  }
  if (size < 1.25)
    return x >= 0 ? 1 - ERX - nearOne(size - 1) : 1 + (ERX + nearOne(size - 1));
  if (x > 0) return x < 28 ? tail(x) : 0;
  return x > -6 ? 2 - tail(size) : x <= -6 ? 2 : NaN;
}

/** (erf(x) - x) / x for |x| < 0.84375, z = x^2. */
function nearZero(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const p1 = 1.28379167095512558561e-1 + z * -3.2504210724700149937e-1;
  const p2 = -2.84817495755985104766e-2 + z * -5.77027029648944159157e-3;
  const q1 = 1 + z * 3.97917223959155352819e-1;
  const q2 = 6.50222499887672944485e-2 + z * 5.08130628187576562776e-3;
  const q3 = 1.32494738004321644526e-4 + z * -3.9602282787753681232e-6;
  return (
    (p1 + z2 * p2 + z4 * -2.37630166566501626084e-5) / (q1 + z2 * q2 + z4 * q3)
  );
}

/** erf(1 + s) - ERX for -0.15625 <= s < 0.25. */
function nearOne(s: number): number {
  const s2 = s * s;
  const s4 = s2 * s2;
  const s6 = s4 * s2;
  const p1 = -2.36211856075265944077e-3 + s * 4.14856118683748331666e-1;
  const p2 = -3.72207876035701323847e-1 + s * 3.18346619901161753674e-1;
  const p3 = -1.10894694282396677476e-1 + s * 3.54783043256182359371e-2;
  const q1 = 1 + s * 1.06420880400844228286e-1;
  const q2 = 5.40397917702171048937e-1 + s * 7.18286544141962662868e-2;
  const q3 = 1.26171219808761642112e-1 + s * 1.36370839120290507362e-2;
  const p = p1 + s2 * p2 + s4 * p3 + s6 * -2.166375594868790843e-3;
  return p / (q1 + s2 * q2 + s4 * q3 + s6 * 1.1984499846799107417e-2);
}

/** erfc(x) for 1.25 <= x < 28: exp(-x^2 - 9 / 16 + p / q) / x. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const s2 = s * s;
  const s4 = s2 * s2;
  const s6 = s4 * s2;
  let p: number;
  let q: number;
  if (x < 2.8571434020996094) {
    const p1 = -9.86494403484714822705e-3 + s * -6.93858572707181764372e-1;
    const p2 = -1.05586262253232909814e1 + s * -6.23753324503260060396e1;
    const p3 = -1.62396669462573470355e2 + s * -1.84605092906711035994e2;
    const p4 = -8.12874355063065934246e1 + s * -9.81432934416914548592;
    const q1 = 1 + s * 1.96512716674392571292e1;
    const q2 = 1.376577541435190426e2 + s * 4.34565877475229228821e2;
    const q3 = 6.45387271733267880336e2 + s * 4.29008140027567833386e2;
    const q4 = 1.08635005541779435134e2 + s * 6.57024977031928170135;
    p = p1 + s2 * p2 + s4 * p3 + s6 * p4;
    q = q1 + s2 * q2 + s4 * q3 + s6 * q4 + s4 * s4 * -6.04244152148580987438e-2;
  } else {
    const p1 = -9.86494292470009928597e-3 + s * -7.99283237680523006574e-1;
    const p2 = -1.77579549177547519889e1 + s * -1.60636384855821916062e2;
    const p3 = -6.37566443368389627722e2 + s * -1.02509513161107724954e3;
    const q1 = 1 + s * 3.03380607434824582924e1;
    const q2 = 3.25792512996573918826e2 + s * 1.53672958608443695994e3;
    const q3 = 3.19985821950859553908e3 + s * 2.55305040643316442583e3;
    const q4 = 4.74528541206955367215e2 + s * -2.24409524465858183362e1;
    p = p1 + s2 * p2 + s4 * p3 + s6 * -4.83519191608651397019e2;
    q = q1 + s2 * q2 + s4 * q3 + s6 * q4;
  }
  const unit =
    x < 4
      ? x < 2
        ? 2 ** 20
        : 2 ** 19
      : x < 8
        ? 2 ** 18
        : x < 16
          ? 2 ** 17
          : 2 ** 16;
  const z = Math.floor(x * unit) / unit; // x's upper 21 bits: the square is exact
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + p / q)) / x;
}
