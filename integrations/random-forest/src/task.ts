/** What a forest predicts: classes or numbers. */
export type Task = "classification" | "regression"
