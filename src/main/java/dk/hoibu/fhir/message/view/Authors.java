package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Extension;

/**
 * Who said it, in an extension of our own: MedCom's extensions lead to what is in the same Bundle, and here authors are contained in the
 * Communication.
 */
final class Authors {

    static final String OURS = Systems.profile("hoibu-author");

    private static final String CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-";

    /** Of what is said. */
    static final String OF_SEGMENT = CORE + "practitioner-extension";

    /** Who in particular sends the message. */
    static final String SENDER = CORE + "sender-extension";

    private Authors() {}

    /** Puts ours in place of MedCom's. */
    static void rename(Communication communication) {
        rename(communication.getExtension());
        communication.getPayload().forEach(payload -> rename(payload.getExtension()));
    }

    private static void rename(List<Extension> extensions) {
        extensions.stream()
                .filter(one -> OF_SEGMENT.equals(one.getUrl()) || SENDER.equals(one.getUrl()))
                .forEach(one -> one.setUrl(OURS));
    }
}
