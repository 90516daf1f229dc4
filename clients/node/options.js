// Options as the command line has them.

/** An option is not what it must be. */
export class UsageError extends Error {}

const laws = {
  gaussian: ["standard_deviation"], laplace: ["scale"], generalized_gaussian: ["scale", "shape"],
  uniform: ["half_width"],
};

/** The law of a text such as "gaussian:0.25". */
export function noiseOf(text) {
  const [law, ...numbers] = text.split(":");
  const names = Object.hasOwn(laws, law) ? laws[law] : [];
  const values = numbers.map(numberOf);
  if (names.length === 0 || names.length !== values.length || values.some(Number.isNaN))
    throw new UsageError(`--noise: ${text} is not gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or `
      + "uniform:HALF_WIDTH");
  return { [law]: Object.fromEntries(names.map((name, i) => [name, values[i]])) };
}

/** A number; NaN for what is none. Number("") is 0. */
export const numberOf = (text) => (text.trim() === "" ? NaN : Number(text));
