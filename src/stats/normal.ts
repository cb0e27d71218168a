/** The 0.975 quantile of the standard normal distribution: two-sided intervals of 95 % reach this far. */
export const Z95 = 1.959963984540054;
