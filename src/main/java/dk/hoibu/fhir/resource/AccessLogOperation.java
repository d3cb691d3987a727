package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * {@code Patient/[id]/$access-log}, and {@code Patient/$access-log} with the number in a body: who looked at one child, as the citizen may see it.
 */
public final class AccessLogOperation {

    private static final Set<String> FORMATS = Set.of("_format", "_pretty");
    private static final Set<String> IN_URL = Set.of("date", "_count", "_page", "_format", "_pretty");
    private static final String PATIENT = "patient";

    private static final List<BodyParameters.Slot> OF_KNOWN = List.of(
            new BodyParameters.Slot("date", "string", false, 10), BodyParameters.Slot.optional("_count", "integer"));
    private static final List<BodyParameters.Slot> BY_NUMBER =
            List.of(BodyParameters.Slot.required(PATIENT, "Identifier"), OF_KNOWN.get(0), OF_KNOWN.get(1));

    private final AccessLogReading reading;
    private final Ids ids;
    private final FhirContext context;

    AccessLogOperation(AccessLogReading reading, Ids ids, FhirContext context) {
        this.reading = reading;
        this.ids = ids;
        this.context = context;
    }

    @Operation(name = AccessLogReading.OPERATION, typeName = "Patient", idempotent = true, manualRequest = true)
    public Bundle accessLog(@IdParam(optional = true) @Nullable IdType id, RequestDetails details) {
        Caller caller = Caller.of(details);
        reading.require(caller);
        boolean inBody = details.getRequestType() == RequestTypeEnum.POST;
        details.getParameters().keySet().stream()
                .filter(name -> !(inBody ? FORMATS : IN_URL).contains(name))
                .findFirst()
                .ifPresent(Presentation::refuse);
        BodyParameters body = BodyParameters.of(
                OperationBody.read(inBody ? details.loadRequestContents() : new byte[0], context),
                id == null ? BY_NUMBER : OF_KNOWN);
        PersonNumber child = id == null ? body.person(PATIENT) : byId(id);
        Map<String, List<String>> parameters = inBody ? asked(body) : asked(details);
        TypeProvider.hideFromHapi(details, false);
        return reading.read(child, parameters, TypeProvider.holder(details), caller);
    }

    private PersonNumber byId(IdType id) {
        return ids.person(Ids.Purpose.PATIENT, id.getIdPart()).orElseThrow(Problem::notFound);
    }

    private static Map<String, List<String>> asked(RequestDetails details) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        details.getParameters().forEach((name, values) -> asked.put(name, Arrays.asList(values)));
        return asked;
    }

    private static Map<String, List<String>> asked(BodyParameters body) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("date", body.texts("date"));
        body.text("_count").ifPresent(count -> asked.put("_count", List.of(count)));
        return asked;
    }
}
