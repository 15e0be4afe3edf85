package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.AssignCaseRequest;
import io.tidemark.v1.CaseCause;
import io.tidemark.v1.CaseOwner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code case}: somebody assigns a component's case.
 *
 * @param component whose case
 * @param owner who has to act; unspecified: stays
 * @param cause why the data are missing; unspecified: stays
 */
record CaseStep(String component, CaseOwner owner, CaseCause cause) implements Step {

    private static final Map<String, CaseOwner> OWNER = new LinkedHashMap<>();
    private static final Map<String, CaseCause> CAUSE = new LinkedHashMap<>();

    static {
        for (CaseOwner owner : CaseOwner.values()) {
            if (owner != CaseOwner.CASE_OWNER_UNSPECIFIED && owner != CaseOwner.UNRECOGNIZED) {
                OWNER.put(owner.name().substring("CASE_OWNER_".length()), owner);
            }
        }
        for (CaseCause cause : CaseCause.values()) {
            if (cause != CaseCause.CASE_CAUSE_UNSPECIFIED && cause != CaseCause.UNRECOGNIZED) {
                CAUSE.put(cause.name().substring("CASE_CAUSE_".length()), cause);
            }
        }
    }

    static Step read(Fields fields) {
        CaseOwner owner = fields.oneOf("owner", OWNER);
        CaseCause cause = fields.oneOf("cause", CAUSE);
        return new CaseStep(
                fields.text("component", ""),
                owner == null ? CaseOwner.CASE_OWNER_UNSPECIFIED : owner,
                cause == null ? CaseCause.CASE_CAUSE_UNSPECIFIED : cause);
    }

    @Override
    public Json.Obj run(Session session) {
        session.wrote(session.monitoring()
                .assignCase(AssignCaseRequest.newBuilder()
                        .setComponent(component)
                        .setOwner(owner)
                        .setCause(cause)
                        .setBy("scenario")
                        .build())
                .getPosition());
        return Json.object().end();
    }
}
