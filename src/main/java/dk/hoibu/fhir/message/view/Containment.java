package dk.hoibu.fhir.message.view;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What one Communication contains: all that it refers to in messages, each thing once. Of a patient it has our reference and nothing else. */
final class Containment {

    private record Put(Resource original, String id) {}

    private final FhirTerser terser;
    private final Optional<String> patient;
    private final List<Put> put = new ArrayList<>();
    private final List<Resource> contained = new ArrayList<>();

    /** {@code patient} is what references to the patient become; without one they lead nowhere. */
    Containment(FhirContext context, Optional<String> patient) {
        this.terser = context.newTerser();
        this.patient = patient;
    }

    /** Lets the references of {@code communication}, which is of that message, lead to what is contained. */
    void take(Communication communication, MessageParts from) {
        Deque<Resource> open = new ArrayDeque<>(List.of(communication));
        while (!open.isEmpty()) {
            for (Reference reference : terser.getAllPopulatedChildElementsOfType(open.remove(), Reference.class)) {
                from.at(reference).flatMap(target -> lead(reference, target)).ifPresent(open::add);
            }
        }
    }

    /** The copy of the target, if it is new here. */
    private Optional<Resource> lead(Reference reference, Resource target) {
        if (target instanceof Patient) {
            reference.setReference(patient.orElse(null));
            return Optional.empty();
        }
        Optional<Put> there =
                put.stream().filter(one -> one.original.equalsDeep(target)).findFirst();
        if (there.isPresent()) {
            reference.setReference("#" + there.get().id);
            return Optional.empty();
        }
        Put fresh = new Put(target, "r" + (put.size() + 1));
        put.add(fresh);
        reference.setReference("#" + fresh.id);
        Resource copy = target.copy();
        copy.setId(fresh.id);
        copy.setMeta(null);
        if (copy instanceof DomainResource domain) {
            // one text for all is enough, and that is ours
            domain.setText(null);
        }
        contained.add(copy);
        return Optional.of(copy);
    }

    /** Puts all that was led to into the Communication. */
    void into(Communication communication) {
        contained.forEach(communication::addContained);
    }
}
