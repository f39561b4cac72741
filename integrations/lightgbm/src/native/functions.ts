/**
 * The functions of LightGBM's C API that are used (`include/LightGBM/c_api.h`, 4.x), with their parameters as koffi reads them.
 * What points to memory of ours is `void *`: an array, or its address. All answer 0, or -1 after a failure.
 */
export const FUNCTIONS: Readonly<Record<FunctionName, string>> = {
  LGBM_DumpParamAliases: "int64_t, void *, void *",
  LGBM_DatasetUpdateParamChecking: "const char *, const char *",

  LGBM_DatasetCreateFromMat: "void *, int, int32_t, int32_t, int, const char *, void *, void *",
  LGBM_DatasetGetSubset: "void *, void *, int32_t, const char *, void *",
  LGBM_DatasetSetFeatureNames: "void *, const char **, int",
  LGBM_DatasetSetField: "void *, const char *, void *, int, int",
  LGBM_DatasetGetField: "void *, const char *, void *, void *, void *",
  LGBM_DatasetFree: "void *",

  LGBM_BoosterCreate: "void *, const char *, void *",
  LGBM_BoosterLoadModelFromString: "void *, void *, void *",
  LGBM_BoosterFree: "void *",
  LGBM_BoosterAddValidData: "void *, void *",
  LGBM_BoosterResetParameter: "void *, const char *",
  LGBM_BoosterUpdateOneIter: "void *, void *",
  LGBM_BoosterUpdateOneIterCustom: "void *, void *, void *, void *",
  LGBM_BoosterRollbackOneIter: "void *",
  LGBM_BoosterGetNumClasses: "void *, void *",
  LGBM_BoosterNumModelPerIteration: "void *, void *",
  LGBM_BoosterGetCurrentIteration: "void *, void *",
  LGBM_BoosterGetNumFeature: "void *, void *",
  LGBM_BoosterGetFeatureNames: "void *, int, void *, size_t, void *, void *",
  LGBM_BoosterGetLoadedParam: "void *, int64_t, void *, void *",
  LGBM_BoosterGetEvalCounts: "void *, void *",
  LGBM_BoosterGetEvalNames: "void *, int, void *, size_t, void *, void *",
  LGBM_BoosterGetEval: "void *, int, void *, void *",
  LGBM_BoosterGetNumPredict: "void *, int, void *",
  LGBM_BoosterGetPredict: "void *, int, void *, void *",
  LGBM_BoosterCalcNumPredict: "void *, int, int, int, int, void *",
  LGBM_BoosterPredictForMat: "void *, void *, int, int32_t, int32_t, int, int, int, int, const char *, void *, void *",
  LGBM_BoosterSaveModelToString: "void *, int, int, int, int64_t, void *, void *",
  LGBM_BoosterDumpModel: "void *, int, int, int, int64_t, void *, void *",
  LGBM_BoosterFeatureImportance: "void *, int, int, void *",
}

/** A function of the C API. */
export type FunctionName = `LGBM_${string}`

/** What is handed to one; 64-bit whole numbers and addresses as `bigint`. */
export type NativeArgument = number | bigint | string | null | ArrayBufferView | readonly string[]
