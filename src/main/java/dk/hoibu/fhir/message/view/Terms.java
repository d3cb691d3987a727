package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.message.xdis.Category;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;

/** Codes of CareCommunication that are told to people, in Danish. */
final class Terms {

    static final String ACTIVITIES = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-activityCodes";

    private Terms() {}

    static String category(Communication communication) {
        String code = String.valueOf(
                communication.getCategoryFirstRep().getCodingFirstRep().getCode());
        return Category.of(code).map(Category::danish).orElse(code);
    }

    static String activity(Optional<String> activity) {
        return switch (activity.orElse("")) {
            case "new-message" -> "Ny besked";
            case "reply-message" -> "Svar";
            case Step.FORWARD -> "Videresendt";
            default -> "Besked";
        };
    }

    /** The same that makes the rule {@code hoibu-acute} warn when such a message comes in. */
    static boolean isUrgent(Communication communication) {
        return "asap"
                        .equals(
                                communication.hasPriority()
                                        ? communication.getPriority().toCode()
                                        : "")
                || "acute-ambulant"
                        .equals(communication
                                .getCategoryFirstRep()
                                .getCodingFirstRep()
                                .getCode());
    }
}
