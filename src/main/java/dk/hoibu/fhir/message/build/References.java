package dk.hoibu.fhir.message.build;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/** The references in an element, at any depth. */
final class References {

    private References() {}

    static List<Reference> in(Base element) {
        List<Reference> found = new ArrayList<>();
        collect(element, found);
        return found;
    }

    private static void collect(Base element, List<Reference> found) {
        if (element instanceof Reference reference && reference.hasReference()) {
            found.add(reference);
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> collect(value, found));
        }
    }
}
