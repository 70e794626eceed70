// The models an organization and project may use, and the refusal of those they may not.

import { ApiError } from "../http/errors.js";
import { refuseUnsupported, requireKind } from "../parameters/model-rules.js";

const shown = ({ id, created, owned_by }) => ({ id, object: "model", created, owned_by });

const isOffered = (model, { organization, project }) =>
  (model.organizations?.includes(organization.id) ?? true) &&
  (project?.models?.includes(model.id) ?? true);

/** GET /models */
export function listModels(call) {
  const models = call.world.accounts.models.filter((model) => isOffered(model, call.scope));
  return { object: "list", data: models.map(shown) };
}

/** GET /models/{model} */
export function retrieveModel(call, { model: id }) {
  const model = findModel(call.world, id);
  if (!model || !isOffered(model, call.scope))
    throw new ApiError("unknown_model_id", { model: id });
  return { ...shown(model), id };
}

/** The model of that name, or the one whose dated name it is. */
export const findModel = ({ accounts }, id) =>
  accounts.models.find((each) => each.id === id || (id && each.snapshot === id));

/** The dated name that answers carry. */
export const answeringModel = (model) => model.snapshot ?? model.id;

/** The model a request names, in a scope that may use it; otherwise the reason why not. */
export function chooseModel(call, { isStream = false } = {}) {
  const id = call.json.model;
  if (!id) throw new ApiError("missing_model");
  const model = findModel(call.world, id);
  if (!model) throw new ApiError("unknown_model", { model: id });
  if (!isOffered(model, call.scope)) {
    throw new ApiError("model_not_found", { model: id, project: call.scope.project.id });
  }
  requireKind(model, call.path);
  if (!call.world.lenient) refuseUnsupported(model, call.json, call.path);
  refuseUnverified(model, call.scope.organization, isStream);
  return model;
}

function refuseUnverified(model, organization, isStream) {
  if (organization.verified) return;
  if (model.verified === "use") throw new ApiError("unverified_model", { model: model.id });
  if (model.verified === "stream" && isStream) throw new ApiError("unverified_stream");
}
