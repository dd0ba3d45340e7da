/** Noon of a day, in the viewer's zone: a chart places days, not moments, and noon is the same day in every zone of the province. */
export const noonOf = (day: string): number => new Date(`${day}T12:00:00`).getTime();
