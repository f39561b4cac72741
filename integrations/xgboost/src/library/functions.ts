/**
 * The functions of XGBoost's C API (c_api.h, 1.7 to 3.x) that are called, with their parameters as koffi declares them. Each
 * answers 0, or -1 if it failed.
 */
export const FUNCTIONS = {
  XGBoostVersion: "_Out_ int *major, _Out_ int *minor, _Out_ int *patch",
  XGDMatrixCreateFromDense: "const char *data, const char *config, _Out_ void **out",
  XGDMatrixSliceDMatrixEx: "void *dmatrix, const int *rows, uint64_t n, _Out_ void **out, int allowGroups",
  XGDMatrixSetInfoFromInterface: "void *dmatrix, const char *field, const char *values",
  XGDMatrixGetFloatInfo: "void *dmatrix, const char *field, _Out_ uint64_t *n, _Out_ void **out",
  XGDMatrixSetStrFeatureInfo: "void *dmatrix, const char *field, const char **features, uint64_t n",
  XGDMatrixFree: "void *dmatrix",
  XGBoosterCreate: "void **dmatrices, uint64_t n, _Out_ void **out",
  XGBoosterFree: "void *booster",
  XGBoosterReset: "void *booster",
  XGBoosterSlice: "void *booster, int begin, int end, int step, _Out_ void **out",
  XGBoosterSetParam: "void *booster, const char *name, const char *value",
  XGBoosterUpdateOneIter: "void *booster, int iteration, void *dtrain",
  XGBoosterTrainOneIter: "void *booster, void *dtrain, int iteration, const char *gradient, const char *hessian",
  XGBoosterEvalOneIter:
    "void *booster, int iteration, void **dmatrices, const char **names, uint64_t n, _Out_ const char **out",
  XGBoosterPredictFromDMatrix:
    "void *booster, void *dmatrix, const char *config, _Out_ void **shape, _Out_ uint64_t *dim, _Out_ void **out",
  XGBoosterSaveModelToBuffer: "void *booster, const char *config, _Out_ uint64_t *n, _Out_ void **out",
  XGBoosterLoadModelFromBuffer: "void *booster, const void *model, uint64_t n",
  XGBoosterSaveJsonConfig: "void *booster, _Out_ uint64_t *n, _Out_ const char **out",
  XGBoosterBoostedRounds: "void *booster, _Out_ int *out",
  XGBoosterGetNumFeature: "void *booster, _Out_ uint64_t *out",
  XGBoosterFeatureScore:
    "void *booster, const char *config, _Out_ uint64_t *n, _Out_ void **features, _Out_ uint64_t *dim, _Out_ void **shape, _Out_ void **scores",
  XGBoosterSetStrFeatureInfo: "void *booster, const char *field, const char **features, uint64_t n",
  XGBoosterGetStrFeatureInfo: "void *booster, const char *field, _Out_ uint64_t *n, _Out_ void **features",
  XGBoosterSetAttr: "void *booster, const char *name, const char *value",
  XGBoosterGetAttr: "void *booster, const char *name, _Out_ const char **out, _Out_ int *success",
} as const

export type FunctionName = keyof typeof FUNCTIONS

/** How koffi declares {@link FUNCTIONS}. */
export const SIGNATURES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, parameters]) => [
    name,
    `${name === "XGBoostVersion" ? "void" : "int"} ${name}(${parameters})`,
  ]),
)

/** Answers the text of the calling thread's last error. */
export const LAST_ERROR = "const char *XGBGetLastError()"

/** Takes a `void (const char *)` that hears what is logged. */
export const REGISTER_LOG = "int XGBRegisterLogCallback(void *callback)"
