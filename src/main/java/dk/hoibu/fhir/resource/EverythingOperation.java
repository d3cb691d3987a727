package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.fhir.Caller;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;

/** {@code Patient/[id]/$everything}: the whole answer in one call (FHIR R4, Patient-operation-everything, without parameters). */
public final class EverythingOperation {

    private final Answers answers;
    private final Elements elements;
    private final FhirContext context;

    EverythingOperation(Answers answers, Elements elements, FhirContext context) {
        this.answers = answers;
        this.elements = elements;
        this.context = context;
    }

    @Operation(name = "$everything", typeName = "Patient", idempotent = true, manualRequest = true)
    public Bundle everything(@IdParam IdType id, RequestDetails details) {
        Presentation.only(details);
        elements.complete(details);
        if (details.getRequestType() == RequestTypeEnum.POST) {
            body(details.loadRequestContents());
        }
        boolean countOnly = Presentation.isCountOnly(details);
        Bundle bundle = answers.everything(id.getIdPart(), Caller.of(details));
        if (countOnly) {
            bundle.getEntry().removeIf(entry -> entry.getSearch().getMode() != SearchEntryMode.OUTCOME);
        }
        return bundle;
    }

    private void body(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        OperationBody.read(bytes, context).getParameter().stream()
                .findFirst()
                .ifPresent(parameter -> Presentation.refuse(parameter.hasName() ? parameter.getName() : "?"));
    }
}
