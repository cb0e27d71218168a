let last = -1;

/** The row of the sample that was open last, where the list goes on; -1: none was. */
export const lastOpened = (): number => last;

export const rememberOpened = (row: number): void => {
  last = row;
};
